import {
  buildMessage,
  IsIn,
  IsInt,
  Matches,
  Max,
  Min,
  MinLength,
  ValidateBy,
  ValidateIf,
  type ValidationOptions,
} from 'class-validator';

/** What an environment variable is for, as `.env.example` tells it. */
export interface VariableDescription {
  readonly key: string;
  readonly section: string;
  readonly about: string;
  /** What holds when it is not set; absent: nothing does, the feature it configures is off or generated. */
  readonly fallback?: string | number;
  readonly kind: 'text' | 'number';
}

interface Options {
  readonly section: string;
  readonly about: string;
  readonly fallback?: string | number;
}

const descriptions: VariableDescription[] = [];

/** All variables, in the order of the class that declares them. */
export function variables(): readonly VariableDescription[] {
  return descriptions;
}

/** Free text; absent unless set or given a fallback. */
export function Text(options: Options): PropertyDecorator {
  return declare(options, 'text');
}

/** A TCP port; 0 asks for any free one. */
export function Port(options: Options): PropertyDecorator {
  const message = '$property must be a port number, 0 to 65535 (0: any free port)';
  return declare(options, 'number', IsInt({ message }), Min(0, { message }), Max(65535, { message }));
}

/** A whole number from 1. */
export function Count(options: Options): PropertyDecorator {
  const message = '$property must be a whole number from 1 to 10000';
  return declare(options, 'number', IsInt({ message }), Min(1, { message }), Max(10_000, { message }));
}

/** One of a few words. */
export function OneOf(values: readonly string[], options: Options): PropertyDecorator {
  return declare(options, 'text', IsIn(values, { message: `$property must be one of ${values.join(', ')}` }));
}

/** Text of a certain shape; `remedy` completes "KEY must …". The value itself is never shown: it may hold a password. */
export function Shaped(pattern: RegExp, remedy: string, options: Options): PropertyDecorator {
  return declare(options, 'text', Matches(pattern, { message: `$property must ${remedy}` }));
}

/** An address with one of these schemes, e.g. `postgres`. */
export function Address(schemes: readonly string[], example: string, options: Options): PropertyDecorator {
  const message = `$property must be an address such as ${example}`;
  return declare(options, 'text', IsAddress(schemes, { message }));
}

/** The same of a server as a whole: a path behind it would be followed by nobody. */
export function Origin(schemes: readonly string[], example: string, options: Options): PropertyDecorator {
  const message = `$property must be an address without a path, such as ${example}`;
  return declare(options, 'text', IsAddress(schemes, { message }, isOrigin));
}

/** A secret of some length. */
export function Secret(shortest: number, options: Options): PropertyDecorator {
  return declare(
    options,
    'text',
    MinLength(shortest, { message: `$property must have at least ${shortest} characters` }),
  );
}

function isOrigin({ pathname, search, hash }: URL): boolean {
  return pathname === '/' && search === '' && hash === '';
}

function IsAddress(
  schemes: readonly string[],
  options: ValidationOptions,
  suits: (address: URL) => boolean = () => true,
): PropertyDecorator {
  const validate = (value: unknown) =>
    typeof value === 'string' &&
    URL.canParse(value) &&
    schemes.includes(new URL(value).protocol.slice(0, -1)) &&
    suits(new URL(value));
  return ValidateBy(
    {
      name: 'isAddress',
      validator: { validate, defaultMessage: buildMessage(() => '$property must be an address') },
    },
    options,
  );
}

function declare(
  options: Options,
  kind: VariableDescription['kind'],
  ...rules: PropertyDecorator[]
): PropertyDecorator {
  const whenSet = ValidateIf((_, value) => value !== undefined);
  return (target, key) => {
    descriptions.push({ key: String(key), kind, ...options });
    for (const rule of [whenSet, ...rules]) rule(target, key);
  };
}
