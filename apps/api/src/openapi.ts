import { Global, Module, type INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { BOOT_PROBE, CASE_MAILER, CASES_OPTIONS, CasesModule, TEMPORAL_CLIENT } from '#libs/cases';
import { CaseClock } from '#libs/config';
import { INSTALLATION } from '#libs/installation';
import { Bounces, DirectMail } from '#libs/mail';
import { PersistenceModule } from '#libs/persistence';
import { ApiModule } from './api.module.js';

const about = `Cases of partnership and technical-assistance programmes.

Errors are RFC 9457 problems with a stable \`code\`. Every act takes an \`Idempotency-Key\`: the same request with the same key
happens once and answers the same. Instants are epoch milliseconds of case time. Sign in with \`POST /api/v1/sessions\`.`;

/** The description of the API, from the decorators of its controllers. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Parcours')
    .setDescription(about)
    .setVersion('1')
    .addBearerAuth()
    .build();
  return SwaggerModule.createDocument(app, config, { include: [ApiModule] });
}

/** What use cases ask of an installation, for an application that never asks. */
const absent = [
  TEMPORAL_CLIENT,
  CASES_OPTIONS,
  CASE_MAILER,
  BOOT_PROBE,
  INSTALLATION,
  CaseClock,
  Bounces,
  DirectMail,
];

@Global()
@Module({ providers: absent.map((provide) => ({ provide, useValue: null })), exports: absent })
class AbsentInstallation {}

@Module({
  imports: [
    AbsentInstallation,
    PersistenceModule.forRoot({ url: 'postgres://nowhere.invalid/none' }),
    CasesModule.forRoot({ imports: [] }),
    ApiModule,
  ],
})
class DescribedApi {}

/** The same without database or Temporal: preview mode resolves names and instantiates nothing. */
export async function describeApi(): Promise<OpenAPIObject> {
  const app = await NestFactory.create(DescribedApi, { preview: true, logger: false, abortOnError: false });
  return openApiDocument(app);
}
