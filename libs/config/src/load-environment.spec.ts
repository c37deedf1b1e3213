import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { environmentExample, Environment, EnvironmentError, loadEnvironment, projectRoot } from './index.js';

function problemsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    loadEnvironment(env);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(EnvironmentError);
    return (error as EnvironmentError).problems;
  }
}

function entries(environment: Environment): Record<string, unknown> {
  return Object.fromEntries(Object.entries(environment));
}

describe('loadEnvironment', () => {
  it('needs nothing', () => {
    const environment = loadEnvironment({});
    expect(environment).toBeInstanceOf(Environment);
    expect(entries(environment)).toEqual({
      PORT: 3000,
      MAIL_INBOX_PORT: 1080,
      SMTP_PORT: 1025,
      TEMPORAL_PORT: 7233,
      TEMPORAL_UI_PORT: 8233,
      BIND: '127.0.0.1',
      PUBLIC_URL: 'http://localhost:3000',
      PARCOURS_DATA: join(projectRoot(), '.parcours'),
      MAIL_FROM: 'Parcours <parcours@localhost>',
      PARCOURS_LANGUAGE: 'en',
      TEMPORAL_NAMESPACE: 'default',
      LOG_LEVEL: 'log',
      MAILS_PER_SECOND: 20,
    });
  });

  it('takes what is set, and empty as unset', () => {
    const environment = loadEnvironment({
      PORT: '8080',
      SMTP_PORT: '',
      DATABASE_URL: '',
      PUBLIC_URL: 'https://parcours.example.org/',
      PARCOURS_DATA: '/srv/parcours',
      TEMPORAL_ADDRESS: 'temporal:7233',
      SMTP_URL: 'smtps://u:p@mail:465',
    });
    expect(environment).toMatchObject({
      PORT: 8080,
      SMTP_PORT: 1025,
      PUBLIC_URL: 'https://parcours.example.org',
      PARCOURS_DATA: '/srv/parcours',
    });
    expect(environment).toMatchObject({
      TEMPORAL_ADDRESS: 'temporal:7233',
      SMTP_URL: 'smtps://u:p@mail:465',
    });
    expect(environment).not.toHaveProperty('DATABASE_URL');
    expect(loadEnvironment({ PORT: '8080' }).PUBLIC_URL).toBe('http://localhost:8080');
  });

  it('I16: names all problems in one message, each with its remedy, and shows no password', () => {
    const env = {
      PORT: 'eighty',
      TEMPORAL_PORT: '70000',
      SMTP_PORT: '1080',
      BIND: 'localhost',
      PUBLIC_URL: 'parcours.example.org',
      MAIL_FROM: 'Parcours',
      PARCOURS_ADMIN_PASSWORD: 'hunter2hunter2',
      PARCOURS_SECRET: 'short',
      PARCOURS_LANGUAGE: 'de',
      DATABASE_URL: 'mysql://root:hunter2@db/parcours',
      SMTP_URL: 'mail.example.org',
      TEMPORAL_ADDRESS: 'https://temporal',
      TEMPORAL_UI_URL: 'https://tools.example.org/temporal',
      LOG_LEVEL: 'loud',
    };
    const problems = problemsOf(env);
    expect(problems).toEqual([
      'PORT must be a port number, 0 to 65535 (0: any free port).',
      'TEMPORAL_PORT must be a port number, 0 to 65535 (0: any free port).',
      'BIND must be an IP address of this machine, e.g. 127.0.0.1 or 0.0.0.0.',
      'PUBLIC_URL must be an address such as https://parcours.example.org.',
      'MAIL_FROM must be a sender such as Parcours <parcours@example.org>.',
      'PARCOURS_SECRET must have at least 32 characters.',
      'PARCOURS_LANGUAGE must be one of en, fr, ar, es.',
      'DATABASE_URL must be an address such as postgres://user:password@host:5432/parcours.',
      'SMTP_URL must be an address such as smtps://user:password@host:465.',
      'TEMPORAL_ADDRESS must be host:port, e.g. temporal.example.org:7233.',
      'TEMPORAL_UI_URL must be an address without a path, such as http://temporal-ui.internal:8080.',
      'LOG_LEVEL must be one of error, warn, log, debug, verbose.',
      'MAIL_INBOX_PORT and SMTP_PORT are both 1080: give each its own port.',
      'PARCOURS_ADMIN_EMAIL and PARCOURS_ADMIN_PASSWORD belong together: set both or neither.',
    ]);
    expect(new EnvironmentError(problems).message).not.toContain('hunter2');
  });

  it('reports a bad port once', () => {
    expect(problemsOf({ PORT: '99999' })).toHaveLength(1);
  });

  it('lets several ports be any free one', () => {
    expect(problemsOf({ PORT: '0', SMTP_PORT: '0', MAIL_INBOX_PORT: '0' })).toEqual([]);
  });
});

describe('.env.example', () => {
  it('is the one that the Environment class describes', () => {
    expect(readFileSync(join(projectRoot(), '.env.example'), 'utf8')).toBe(environmentExample());
  });

  it('is a valid environment once uncommented', () => {
    const uncommented = environmentExample().replace(/^#([A-Z])/gm, '$1');
    expect(entries(loadEnvironment(parseEnv(uncommented)))).toEqual(entries(loadEnvironment({})));
  });
});
