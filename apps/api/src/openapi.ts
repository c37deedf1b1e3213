import { Global, Module, type INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { BOOT_PROBE, CASE_MAILER, CASES_OPTIONS, CasesModule, TEMPORAL_CLIENT } from '#libs/cases';
import { CaseClock } from '#libs/config';
import { INSTALLATION } from '#libs/installation';
import { Bounces, DirectMail, REPLY_ADDRESS, ReplyAnswers } from '#libs/mail';
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
  return withKeys(SwaggerModule.createDocument(app, config, { include: [ApiModule] }));
}

/** Every signed-in POST knows the header; where it is no act, it may be left out. */
function withKeys(document: OpenAPIObject): OpenAPIObject {
  for (const { post } of Object.values(document.paths)) {
    if (!post?.security) continue;
    const { parameters = [] } = post;
    if (parameters.some((each) => 'name' in each && each.name === 'Idempotency-Key')) continue;
    post.parameters = [...parameters, repeatable];
  }
  return document;
}

const repeatable = {
  name: 'Idempotency-Key',
  in: 'header' as const,
  required: false,
  description: 'The same when a request is repeated: it changes nothing more and is answered as before.',
  schema: { type: 'string' as const },
};

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
  ReplyAnswers,
  REPLY_ADDRESS,
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
