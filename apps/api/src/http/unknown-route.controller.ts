import { All, Controller, NotFoundException, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { ProblemFilter } from './problem.filter.js';

/** Answers what no other controller of the API knows; has to be the module's last one. */
@Controller('api')
@ApiExcludeController()
@UseFilters(ProblemFilter)
export class UnknownRouteController {
  @All('{*path}')
  refuse(): never {
    throw new NotFoundException();
  }
}
