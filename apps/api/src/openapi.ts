import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { ApiModule } from './api.module.js';

/** The description of the API; needs no database, only the controllers' decorators. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Parcours')
    .setDescription(
      'Cases of partnership and technical-assistance programmes. Errors are RFC 9457 problems with a stable `code`. Every act takes an `Idempotency-Key`: the same request with the same key happens once and answers the same.',
    )
    .setVersion('1')
    .addBearerAuth()
    .build();
  return SwaggerModule.createDocument(app, config, { include: [ApiModule] });
}
