import type { RequestHandler } from 'express';

/**
 * A form that is sent beside its page (`assets/parcours.js`) is told where its act leads. A redirect would be followed out of sight: that
 * page would be made twice, and the part of it that the address names be lost.
 */
export const tellBeside: RequestHandler = (request, response, next) => {
  if (request.method === 'POST' && request.header('parcours-beside') !== undefined) {
    const tell = (_status: unknown, address: string) => {
      response.setHeader('Parcours-Location', address);
      response.status(204).end();
    };
    response.redirect = tell as typeof response.redirect;
  }
  next();
};
