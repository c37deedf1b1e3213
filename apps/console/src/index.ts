export { ConsoleModule } from './console.module.js';
export { configureConsole } from './configure-console.js';
export { bodyOf, decodeBody, encodeAnswers, type FormEntry } from './forms/form-encoding.js';
