/** react ships no types, and its own would bring a second JSX: this is the part that documents are built of. */
declare module 'react' {
  export type ReactNode = ReactElement | string | number | boolean | null | undefined | readonly ReactNode[];

  export interface ReactElement<P = unknown> {
    readonly type: unknown;
    readonly props: P;
    readonly key: string | null;
  }

  export type PropsWithChildren<P> = P & { readonly children?: ReactNode };

  export class Component<P = unknown> {
    constructor(props: P);
    readonly props: P;
  }

  export function createElement<P>(
    type: new (props: P) => Component<P>,
    props: P | null,
    ...children: readonly ReactNode[]
  ): ReactElement<P>;
}
