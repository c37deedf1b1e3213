import EmailReplyParser from 'email-reply-parser';

/** Lines with which mail programs begin what they quote, where the library does not know them. */
const quoting = [
  /^.{0,200}\s(a écrit|escribió|wrote|كتب|كتبت)\s*:\s*$/imu,
  /^(Le|On|El|في|بتاريخ)\s.*\d.*\n?.{0,200}(a écrit|escribió|wrote|كتب|كتبت).{0,200}:\s*$/imu,
  /^-{2,}\s*(Original Message|Message d’origine|Message d'origine|Mensaje original|الرسالة الأصلية)\s*-{2,}\s*$/imu,
  /^_{10,}\s*$/mu,
  /^(De|From|من)\s?:\s.+\n(Envoyé|Sent|Date|Enviado( el)?|Fecha|تاريخ الإرسال|تم الإرسال)\s?:\s/imu,
];

/** What somebody wrote, without the mail they answer and their signature; empty where they wrote nothing. */
export function visibleText(whole: string): string {
  const cut = Math.min(...quoting.map((start) => start.exec(whole)?.index ?? whole.length));
  return withoutMarks(new EmailReplyParser().parseReply(whole.slice(0, cut))).trim();
}

function withoutMarks(text: string): string {
  return text
    .split('\n')
    .filter((line) => !/^\s*>/.test(line))
    .join('\n');
}
