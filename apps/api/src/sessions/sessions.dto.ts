import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, Matches } from 'class-validator';
import type { OpenSession } from '#libs/identity';
import { Line } from '../http/fields.js';
import { Shown, ShownOneOf } from '../http/shown.js';

export class SignInDto {
  @ApiProperty({ format: 'email' })
  @IsEmail()
  readonly email!: string;

  @Line('Password')
  readonly password!: string;
}

export class SessionDto {
  @ApiProperty({ description: 'To be sent as `Authorization: Bearer …`. Shown once.' })
  readonly token!: string;

  @ApiProperty({ format: 'date-time' })
  readonly expiresAt!: string;

  @ApiProperty({ description: 'Person code.' })
  readonly person!: string;
}

export class OpenSessionDto implements OpenSession {
  @Shown('Names it and opens nothing.') readonly id!: string;
  @ShownOneOf(['browser', 'token']) readonly kind!: OpenSession['kind'];
  @ApiProperty({ type: 'integer', description: 'Epoch milliseconds.' }) readonly expiresAt!: number;
  @ApiProperty({ type: 'integer', required: false, description: 'Epoch milliseconds.' })
  readonly createdAt?: number;
  @ApiProperty({ type: 'integer', required: false, description: 'Epoch milliseconds.' })
  readonly lastSeen?: number;
  @ApiProperty({ type: String, required: false, description: 'Network address.' }) readonly place?: string;
  @ApiProperty({ type: String, required: false, description: 'The browser’s own words.' })
  readonly browser?: string;
}

export class OpenSessionsDto {
  @ApiProperty({ type: () => OpenSessionDto, isArray: true })
  readonly items!: readonly OpenSessionDto[];
}

export class AskResetDto {
  @ApiProperty({ format: 'email' })
  @IsEmail()
  readonly email!: string;
}

export class ChoosePasswordDto {
  @ApiProperty({ description: 'Of the mail.', pattern: '^[A-Za-z0-9_-]{43}$' })
  @Matches(/^[A-Za-z0-9_-]{43}$/, { message: 'must be the token of the mail' })
  readonly token!: string;

  @Line('The new password.')
  readonly password!: string;
}
