export { ApiModule } from './api.module.js';
export { configureApi } from './configure-api.js';
export { describeApi } from './openapi.js';
