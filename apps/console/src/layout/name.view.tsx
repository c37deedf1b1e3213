/** As long as what nobody wants to see broken: beyond it a narrow screen has to. */
const longestWord = 20;

/** A programme's name, in whatever direction it runs; where it is one word with a hyphen, as `CCP-Maroc`, it stays one. */
export function ProgrammeName({ name }: { readonly name: string }) {
  const isWord = name.length <= longestWord && !/\s/.test(name);
  return <bdi class={isWord ? 'nowrap' : undefined}>{name}</bdi>;
}
