import { describe, expect, it } from '@jest/globals';
import { render } from 'preact-render-to-string';
import type { FormDefinition } from '#libs/definitions';
import { speechFor } from '../text/messages.js';
import { AnswersView } from './answers.view.js';
import type { FormContext } from './form-context.js';
import { FormFields, ProblemSummary } from './form.view.js';

const label = { fr: 'Mesures', en: 'Measures' };
const hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
const form: FormDefinition = {
  key: 'test',
  title: label,
  insteadOf: [],
  fields: [
    { key: 'town', type: 'text', label, required: true, maxLength: 80 },
    { key: 'story', type: 'paragraph', label, required: false, maxLength: 400 },
    {
      key: 'rows',
      type: 'rows',
      label,
      required: true,
      min: 1,
      max: 4,
      columns: [{ key: 'title', type: 'text', label, required: true, maxLength: 80 }],
    },
    {
      key: 'plan',
      type: 'rows',
      label,
      required: true,
      min: 1,
      max: 9,
      from: { task: 'options', field: 'options', shows: ['title', 'cost'], all: false },
      columns: [{ key: 'budget', type: 'number', label, required: true, decimals: 0, unit: 'currency' }],
    },
  ],
};

function contextOf(change: Partial<FormContext> = {}): FormContext {
  return {
    speech: speechFor('en', 'Africa/Casablanca'),
    form,
    typed: {},
    problems: [],
    currency: 'MAD',
    documents: [],
    documentHref: (id) => `/documents/${id}`,
    offered: {},
    prerequisites: [],
    firstMonth: '2025-11',
    ...change,
  };
}

describe('a rendered form', () => {
  it('shows hostile words as words, in inputs, rows and answers', () => {
    const typed = { town: hostile, story: hostile, rows: [{ key: hostile, title: hostile }] };
    const context = contextOf({ typed, offered: { plan: [{ key: 'm1', title: hostile, cost: 1 }] } });
    for (const html of [
      render(<FormFields context={context} />),
      render(<AnswersView context={context} form={form} answers={typed} />),
    ]) {
      expect(html).toContain('&lt;script>');
      expect(html).not.toMatch(/<(script|img)/);
    }
  });

  it('lets words run in their own direction, whatever that of the page', () => {
    const typed = {
      town: 'Zone industrielle.',
      story: 'Une saison.',
      rows: [{ key: 'm1', title: 'Isoler.' }],
    };
    const context = contextOf({ typed, speech: speechFor('ar') });
    const inputs = render(<FormFields context={context} />);
    expect(inputs.match(/<(?:input type="text"|textarea)[^>]* dir="auto"/g)).toHaveLength(5);
    const answers = render(<AnswersView context={context} form={form} answers={typed} />);
    for (const words of ['Zone industrielle.', 'Une saison.'])
      expect(answers).toContain(`<span class="typed" dir="auto">${words}</span>`);
    expect(answers).toContain('<bdi class="typed">Isoler.</bdi>');
  });

  it('marks a day that it offers, and no other', () => {
    const day = { key: 'day', type: 'date', label, required: true, prefill: 'past-visit' } as const;
    const of = (typed: string, suggested = {}) =>
      render(
        <FormFields
          context={contextOf({ form: { ...form, fields: [day] }, typed: { day: typed }, suggested })}
        />,
      );
    const offered = of('2026-03-06', { day: '2026-03-06' });
    expect(offered).toMatch(/value="2026-03-06"[^>]*aria-describedby="f-day-suggested"/);
    expect(offered).toContain('id="f-day-suggested"');
    for (const html of [of('2026-03-07', { day: '2026-03-06' }), of('2026-03-06'), of('')])
      expect(html).not.toContain('suggested');
  });

  it('says beside the field and on top what is wrong', () => {
    const problems = [{ field: 'rows.1.title', code: 'required', message: 'An answer is needed here.' }];
    const context = contextOf({ problems });
    expect(render(<ProblemSummary context={context} />)).toContain('href="#f-rows-1-title"');
    const html = render(<FormFields context={context} />);
    expect(html).toMatch(/id="f-rows-1-title"[^>]*aria-describedby="f-rows-1-title-problem"/);
    expect(html).toContain('id="f-rows-1-title-problem"');
  });

  it('offers two rows more than are needed, and never more than are allowed', () => {
    const count = (html: string) => html.match(/name="rows\.\d+\.title"/g)?.length;
    expect(count(render(<FormFields context={contextOf()} />))).toBe(3);
    expect(count(render(<FormFields context={contextOf({ typed: { rows: [{}, {}, {}, {}] } })} />))).toBe(4);
  });

  it('keeps what was typed for an offered row, whatever its place', () => {
    const offered = {
      plan: [
        { key: 'm1', title: 'Boiler', cost: 10 },
        { key: 'm2', title: 'Pump', cost: 20 },
      ],
    };
    const html = render(
      <FormFields context={contextOf({ offered, typed: { plan: [{ key: 'm2', budget: 500 }] } })} />,
    );
    expect(html).toContain('name="plan.1.key" value="m2"');
    expect(html).toMatch(/name="plan\.1\.budget"[^>]*value="500"|value="500"[^>]*name="plan\.1\.budget"/);
    expect(html).toMatch(/name="plan\.0\.budget"/);
  });
});
