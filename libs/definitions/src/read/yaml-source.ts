import { isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import type { DefinitionProblem } from '../model.js';

/** Keys and indexes from the root of a file to a node. */
export type NodePath = readonly (string | number)[];

/** Notes one problem at a node of a file. */
export type Report = (path: NodePath, code: string, message: string, remedy: string) => void;

/** A parsed YAML file that still knows where each node stands. YAML 1.2 core schema: `yes` and `no` are strings. */
export class YamlSource {
  private constructor(
    readonly file: string,
    private readonly document: Document,
    private readonly lines: LineCounter,
  ) {}

  /** Syntax errors, duplicate keys and unresolved aliases come back as problems. */
  static parse(file: string, text: string): { source: YamlSource } | { problems: DefinitionProblem[] } {
    const lines = new LineCounter();
    const document = parseDocument(text, {
      version: '1.2',
      schema: 'core',
      lineCounter: lines,
      prettyErrors: false,
    });
    if (document.errors.length > 0) {
      return {
        problems: document.errors.map((error) => {
          const { line, col } = lines.linePos(error.pos[0]);
          return {
            file,
            line,
            column: col,
            code: `yaml.${error.code.toLowerCase().replaceAll('_', '-')}`,
            message: `This is not valid YAML: ${error.message}`,
            remedy:
              syntaxRemedies[error.code] ??
              'Check indentation, quotes and brackets on this line and the line before.',
          };
        }),
      };
    }
    return { source: new YamlSource(file, document, lines) };
  }

  /** Plain JSON of the whole file. */
  get value(): unknown {
    return this.document.toJS() as unknown;
  }

  /** Line and column (from 1) of the deepest node on `path` that the file has; of its key, where it is a mapping's entry. */
  place(path: NodePath): { line: number; column: number } {
    let node: unknown = this.document.contents;
    let offset = startOf(node) ?? 0;
    for (const step of path) {
      if (isMap(node)) {
        const pair = node.items.find(
          (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(step),
        );
        if (!pair) break;
        offset = startOf(pair.key) ?? offset;
        node = pair.value;
      } else if (isSeq(node)) {
        const item = node.items[Number(step)];
        if (item === undefined) break;
        offset = startOf(item) ?? offset;
        node = item;
      } else break;
    }
    const { line, col } = this.lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  }

  /** A problem at a node. */
  problem(path: NodePath, code: string, message: string, remedy: string): DefinitionProblem {
    return { file: this.file, ...this.place(path), code, message, remedy };
  }
}

const syntaxRemedies: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'Keep one of the two entries with this key.',
  TAB_AS_INDENT: 'Indent with spaces.',
  BAD_ALIAS: 'Write the value out; aliases to unknown anchors cannot be read.',
  BLOCK_AS_IMPLICIT_KEY: 'Put text that contains ": " between quotes, or indent the line under its key.',
};

function startOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}
