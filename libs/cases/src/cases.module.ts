import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import { notYet } from './not-yet.js';

/** What the composition root gives: modules that export the tokens of `tokens.ts`. */
export interface CasesModuleOptions {
  readonly imports: NonNullable<ModuleMetadata['imports']>;
}

/** Every use case and query of this lib, with the identity and document services they stand on. */
@Module({})
export class CasesModule {
  static forRoot(_options: CasesModuleOptions): DynamicModule {
    return notYet();
  }
}
