import { pick, type Localised } from '../localised.js';

/** What is wrong with one answer. */
export interface AnswerProblem {
  /** Name of the input: `town`, `consumption.series.water.3`, `options.0.cost`, `signature.name`. */
  readonly path: string;
  readonly code: AnswerProblemCode;
  /** Numbers and words that the message mentions. */
  readonly params: Readonly<Record<string, string | number>>;
}

/** Messages by code; `{name}` is a parameter. The codes are stable: the API answers with them. */
export const answerMessages = {
  required: {
    fr: 'Une réponse est nécessaire ici.',
    en: 'An answer is needed here.',
    ar: 'الجواب ضروري هنا.',
    es: 'Aquí hace falta una respuesta.',
  },
  'confirmation.required': {
    fr: 'Veuillez cocher cette case pour continuer.',
    en: 'Please tick this box to go on.',
    ar: 'يرجى تحديد هذه الخانة للمتابعة.',
    es: 'Marque esta casilla para continuar.',
  },
  'text.too-long': {
    fr: 'Le texte a {length} caractères ; {max} au plus sont possibles.',
    en: 'The text has {length} characters; {max} at most are possible.',
    ar: 'النص يحتوي على {length} حرفا، والحد الأقصى هو {max}.',
    es: 'El texto tiene {length} caracteres; se admiten {max} como máximo.',
  },
  'number.unreadable': {
    fr: "Ce n'est pas un nombre. Écrivez par exemple 1250 ou 12,5.",
    en: 'This is not a number. Write for instance 1250 or 12.5.',
    ar: 'هذا ليس رقما. اكتب مثلا 1250 أو 12,5.',
    es: 'Esto no es un número. Escriba por ejemplo 1250 o 12,5.',
  },
  'number.ambiguous': {
    fr: 'Ce nombre peut se lire de deux façons. Écrivez-le sans séparateur de milliers, par exemple 12500.',
    en: 'This number can be read in two ways. Write it without a thousands separator, for instance 12500.',
    ar: 'يمكن قراءة هذا الرقم بطريقتين. اكتبه بدون فاصل الآلاف، مثلا 12500.',
    es: 'Este número se puede leer de dos maneras. Escríbalo sin separador de miles, por ejemplo 12500.',
  },
  'number.min': {
    fr: 'Le nombre doit être au moins {min}.',
    en: 'The number must be at least {min}.',
    ar: 'يجب أن يكون الرقم {min} على الأقل.',
    es: 'El número debe ser al menos {min}.',
  },
  'number.max': {
    fr: "Le nombre doit être au plus {max}. Vérifiez l'unité.",
    en: 'The number must be at most {max}. Check the unit.',
    ar: 'يجب ألا يتجاوز الرقم {max}. تحقق من الوحدة.',
    es: 'El número debe ser como máximo {max}. Compruebe la unidad.',
  },
  'number.whole': {
    fr: 'Un nombre entier est attendu, sans décimales.',
    en: 'A whole number is expected, without decimals.',
    ar: 'المطلوب رقم صحيح بدون فواصل عشرية.',
    es: 'Se espera un número entero, sin decimales.',
  },
  'number.decimals': {
    fr: 'Il y a trop de chiffres après la virgule ; {decimals} au plus.',
    en: 'There are too many decimals; {decimals} at most.',
    ar: 'عدد الأرقام بعد الفاصلة كبير؛ {decimals} على الأكثر.',
    es: 'Hay demasiados decimales; {decimals} como máximo.',
  },
  'date.unreadable': {
    fr: "Cette date n'existe pas. Écrivez jour/mois/année, par exemple 05/11/2026.",
    en: 'There is no such date. Write day/month/year, for instance 05/11/2026.',
    ar: 'هذا التاريخ غير صحيح. اكتب اليوم/الشهر/السنة، مثلا 05/11/2026.',
    es: 'Esta fecha no existe. Escriba día/mes/año, por ejemplo 05/11/2026.',
  },
  'month.unreadable': {
    fr: 'Indiquez le premier mois du tableau, par exemple 09/2025.',
    en: 'Give the first month of the table, for instance 09/2025.',
    ar: 'حدد أول شهر في الجدول، مثلا 09/2025.',
    es: 'Indique el primer mes de la tabla, por ejemplo 09/2025.',
  },
  'months.empty': {
    fr: 'Les douze mois sont nécessaires ici.',
    en: 'The twelve months are needed here.',
    ar: 'الأشهر الاثنا عشر ضرورية هنا.',
    es: 'Aquí hacen falta los doce meses.',
  },
  'months.empty-or-files': {
    fr: 'Les douze mois sont nécessaires ici, ou des photos des factures plus bas.',
    en: 'The twelve months are needed here, or photos of the bills below.',
    ar: 'الأشهر الاثنا عشر ضرورية هنا، أو صور الفواتير أسفله.',
    es: 'Aquí hacen falta los doce meses, o fotos de las facturas más abajo.',
  },
  'choice.unknown': {
    fr: "Choisissez l'une des réponses proposées.",
    en: 'Choose one of the answers offered.',
    ar: 'اختر أحد الأجوبة المقترحة.',
    es: 'Elija una de las respuestas propuestas.',
  },
  'rows.too-few': {
    fr: 'Il faut au moins {min} ligne(s).',
    en: 'At least {min} line(s) are needed.',
    ar: 'المطلوب {min} سطر على الأقل.',
    es: 'Hacen falta al menos {min} línea(s).',
  },
  'rows.too-many': {
    fr: '{max} lignes au plus sont possibles.',
    en: 'At most {max} lines are possible.',
    ar: 'الحد الأقصى هو {max} سطرا.',
    es: 'Se admiten {max} líneas como máximo.',
  },
  'row.unknown': {
    fr: 'Cette ligne ne figure pas parmi celles proposées. Rechargez la page.',
    en: 'This line is not among those offered. Reload the page.',
    ar: 'هذا السطر ليس من بين الأسطر المقترحة. أعد تحميل الصفحة.',
    es: 'Esta línea no está entre las propuestas. Vuelva a cargar la página.',
  },
  'row.missing': {
    fr: 'Cette ligne doit être remplie aussi.',
    en: 'This line has to be filled in too.',
    ar: 'يجب ملء هذا السطر أيضا.',
    es: 'También hay que rellenar esta línea.',
  },
  'signature.agreement': {
    fr: 'Pour signer, cochez la case sous le texte.',
    en: 'To sign, tick the box under the text.',
    ar: 'للتوقيع، حدد الخانة أسفل النص.',
    es: 'Para firmar, marque la casilla bajo el texto.',
  },
  'files.too-few': {
    fr: 'Joignez au moins {min} fichier(s).',
    en: 'Attach at least {min} file(s).',
    ar: 'أرفق {min} ملفا على الأقل.',
    es: 'Adjunte al menos {min} archivo(s).',
  },
  'files.too-many': {
    fr: '{max} fichiers au plus sont possibles.',
    en: 'At most {max} files are possible.',
    ar: 'الحد الأقصى هو {max} ملفا.',
    es: 'Se admiten {max} archivos como máximo.',
  },
  'answer.malformed': {
    fr: "Cette réponse n'a pas la forme attendue.",
    en: 'This answer does not have the expected form.',
    ar: 'هذا الجواب ليس بالشكل المنتظر.',
    es: 'Esta respuesta no tiene la forma esperada.',
  },
  'field.unknown': {
    fr: "Le formulaire n'a pas ce champ.",
    en: 'The form has no such field.',
    ar: 'لا يوجد هذا الحقل في الاستمارة.',
    es: 'El formulario no tiene este campo.',
  },
} as const satisfies Readonly<Record<string, Localised>>;

export type AnswerProblemCode = keyof typeof answerMessages;

/** The sentence shown beside the field. */
export function answerProblemText({ code, params }: AnswerProblem, language: string): string {
  return pick(answerMessages[code], language).replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    String(params[name] ?? ''),
  );
}
