/** mjml 5 ships no types; this is the part used here. Nothing in it is fetched or read from files. */
declare module 'mjml' {
  export default function mjml2html(
    source: string,
    options?: { readonly validationLevel?: 'strict' | 'soft' | 'skip' },
  ): Promise<{ readonly html: string; readonly errors: readonly { readonly formattedMessage: string }[] }>;
}
