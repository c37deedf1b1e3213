import './environment.js';
import { variables } from './variable.js';

/** The text of `.env.example`, written from the Environment class so that the two cannot disagree. */
export function environmentExample(): string {
  const lines = [
    '# Copy to .env and uncomment what differs. Variables of the process win over the file. Generated from libs/config.',
  ];
  let section = '';
  for (const variable of variables()) {
    if (variable.section !== section) lines.push('', `## ${variable.section}`);
    section = variable.section;
    lines.push('', `# ${variable.about}`, `#${variable.key}=${quoted(String(variable.fallback ?? ''))}`);
  }
  return `${lines.join('\n')}\n`;
}

function quoted(value: string): string {
  return /[\s#]/.test(value) ? `"${value}"` : value;
}
