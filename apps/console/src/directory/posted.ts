import type { EditPeople, GrantRoles, OrganisationInput, PersonInput, PersonView } from '#libs/cases';
import { contactFunctions, DomainError, roles } from '#libs/domain';
import type { Viewer } from '#libs/identity';
import { mailRhythms, type MailRhythm } from '#libs/persistence';
import { languages } from '#libs/wording';

type Body = Readonly<Record<string, unknown>>;

/** A posted line, trimmed; empty when absent. */
export function textIn(body: Body, name: string): string {
  const value = body[name];
  return typeof value === 'string' ? value.trim().slice(0, 300) : '';
}

/** An organisation's form. */
export function organisationOf(body: Body): OrganisationInput {
  const employees = Number(textIn(body, 'employees'));
  if (employees > 1_000_000) throw new DomainError('invalid', 'form.incomplete', 'employees');
  return {
    code: textIn(body, 'code').toUpperCase(),
    name: required(body, 'name'),
    country: shaped(/^[A-Z]{2}$/, required(body, 'country').toUpperCase()),
    sector: shaped(/^.{1,60}$/, required(body, 'sector')),
    town: textIn(body, 'town') || null,
    employees: Number.isInteger(employees) && employees > 0 ? employees : null,
    product: textIn(body, 'product') || null,
  };
}

/** A person's form. */
export function personOf(body: Body): PersonInput {
  return {
    name: required(body, 'name'),
    email: shaped(/^$|^[^\s<>@,;]+@[^\s<>@,;]+$/, textIn(body, 'email')) || null,
    phone: textIn(body, 'phone') || null,
    language: oneOf(languages, textIn(body, 'language') || 'fr'),
    organisation: textIn(body, 'organisation') || null,
    ...rhythmOf(body),
  };
}

/** How reminders are wanted; nothing where the form does not ask. */
export function rhythmOf(body: Body): { readonly mailRhythm?: MailRhythm } {
  const given = textIn(body, 'mailRhythm');
  return given === '' ? {} : { mailRhythm: oneOf(mailRhythms, given) };
}

/** One of the small forms of a person's page, told by its button. */
export async function personChange(
  edit: EditPeople,
  granting: GrantRoles,
  viewer: Viewer,
  id: string,
  body: Body,
): Promise<PersonView> {
  const programme = textIn(body, 'programme');
  switch (body['do']) {
    case 'contact':
      return edit.addContact(
        viewer,
        programme,
        textIn(body, 'organisation'),
        id,
        oneOf(contactFunctions, textIn(body, 'function')),
      );
    case 'role':
      return granting.grant(
        viewer,
        programme,
        id,
        oneOf(roles, textIn(body, 'role')),
        textIn(body, 'country').toUpperCase() || '*',
      );
    default:
      return edit.changePerson(viewer, programme, id, personOf(body));
  }
}

function required(body: Body, name: string): string {
  const value = textIn(body, name);
  if (value === '') throw new DomainError('invalid', 'form.incomplete', name);
  return value;
}

function shaped(shape: RegExp, value: string): string {
  if (!shape.test(value)) throw new DomainError('invalid', 'form.incomplete', value);
  return value;
}

function oneOf<T extends string>(known: readonly T[], value: string): T {
  const found = known.find((candidate) => candidate === value);
  if (found === undefined) throw new DomainError('invalid', 'form.incomplete', value);
  return found;
}
