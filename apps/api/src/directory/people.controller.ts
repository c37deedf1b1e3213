import { Body, Delete, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import {
  DirectoryQueries,
  EditPeople,
  GrantRoles,
  ManageAccounts,
  OwnPreferences,
  type Page,
  type PeopleChangeView,
  type PersonView,
} from '#libs/cases';
import type { Role } from '#libs/domain';
import type { Viewer } from '#libs/identity';
import { ApiController, CurrentViewer } from '../http/decorators.js';
import { PageQuery, pageOf } from '../http/page.js';
import { PeopleChangePage, PersonDto, PersonPage } from './directory.dto.js';
import {
  AddPersonDto,
  AskedProgrammeDto,
  ChangePersonDto,
  CountryQuery,
  FunctionEditDto,
  GiveAccountDto,
  PeopleQuery,
  PreferencesDto,
} from './edits.dto.js';

/** People with their functions, roles and sign-ins. */
@ApiController('people', 'directory')
export class PeopleController {
  constructor(
    private readonly queries: DirectoryQueries,
    private readonly edits: EditPeople,
    private readonly roles: GrantRoles,
    private readonly accounts: ManageAccounts,
    private readonly preferences: OwnPreferences,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listPeople', summary: 'People of your programmes' })
  @ApiOkResponse({ type: PersonPage })
  async list(@CurrentViewer() viewer: Viewer, @Query() query: PeopleQuery): Promise<Page<PersonView>> {
    return pageOf(await this.queries.people(viewer, query), ({ id }) => id, query);
  }

  @Post()
  @ApiOperation({ operationId: 'addPerson', summary: 'Add a person; the code is given here' })
  @ApiCreatedResponse({ type: PersonDto })
  add(@CurrentViewer() viewer: Viewer, @Body() { programme, ...person }: AddPersonDto): Promise<PersonView> {
    return this.edits.addPerson(viewer, programme, person);
  }

  @Patch('me/preferences')
  @ApiOperation({ operationId: 'changePreferences', summary: 'Change how you are written to' })
  @ApiOkResponse({ type: PersonDto })
  prefer(@CurrentViewer() viewer: Viewer, @Body() body: PreferencesDto): Promise<PersonView> {
    return this.preferences.change(viewer, body);
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getPerson', summary: 'A person' })
  @ApiOkResponse({ type: PersonDto })
  get(@CurrentViewer() viewer: Viewer, @Param('id') id: string): Promise<PersonView> {
    return this.queries.person(viewer, id);
  }

  @Get(':id/changes')
  @ApiOperation({
    operationId: 'listPeopleChanges',
    summary: 'Who changed what about a person, newest first',
  })
  @ApiOkResponse({ type: PeopleChangePage })
  async changes(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Query() query: PageQuery,
  ): Promise<Page<PeopleChangeView>> {
    return pageOf(await this.queries.changesOf(viewer, id), (change) => String(change.id), query);
  }

  @Patch(':id')
  @ApiOperation({ operationId: 'changePerson', summary: 'Change what is known of a person' })
  @ApiOkResponse({ type: PersonDto })
  change(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Body() { programme, ...change }: ChangePersonDto,
  ): Promise<PersonView> {
    return this.edits.changePerson(viewer, programme, id, change);
  }

  @Post(':id/account')
  @HttpCode(200)
  @ApiOperation({ operationId: 'giveAccount', summary: 'Let a person sign in with the registered address' })
  @ApiOkResponse({ type: PersonDto })
  giveAccount(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Body() { programme, password }: GiveAccountDto,
  ): Promise<PersonView> {
    return this.edits.giveAccount(viewer, programme, id, password);
  }

  @Post(':id/account/invitation')
  @HttpCode(204)
  @ApiOperation({ operationId: 'inviteToAccount', summary: 'Mail a person a link to choose a password' })
  @ApiNoContentResponse()
  invite(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Body() { programme }: AskedProgrammeDto,
  ): Promise<void> {
    return this.accounts.invite(viewer, programme, id);
  }

  @Delete(':id/account')
  @HttpCode(204)
  @ApiOperation({ operationId: 'disableAccount', summary: 'End a person’s sign-in, sessions and tokens' })
  @ApiNoContentResponse()
  disableAccount(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Query() { programme }: AskedProgrammeDto,
  ): Promise<void> {
    return this.accounts.disable(viewer, programme, id);
  }

  @Delete(':id/sessions')
  @HttpCode(204)
  @ApiOperation({ operationId: 'endSessionsOf', summary: 'Sign a person out everywhere' })
  @ApiNoContentResponse()
  endSessions(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Query() { programme }: AskedProgrammeDto,
  ): Promise<void> {
    return this.accounts.endSessions(viewer, programme, id);
  }

  @Put(':id/functions')
  @ApiOperation({ operationId: 'giveFunction', summary: 'Make a person a contact of an organisation' })
  @ApiOkResponse({ type: PersonDto })
  giveFunction(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Body() { programme, organisation, function: as }: FunctionEditDto,
  ): Promise<PersonView> {
    return this.edits.addContact(viewer, programme, organisation, id, as);
  }

  @Delete(':id/functions')
  @ApiOperation({ operationId: 'endFunction', summary: 'End a function of a person at an organisation' })
  @ApiOkResponse({ type: PersonDto })
  endFunction(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Query() { programme, organisation, function: as }: FunctionEditDto,
  ): Promise<PersonView> {
    return this.edits.removeContact(viewer, programme, organisation, id, as);
  }

  @Put(':id/roles/:programme/:role')
  @ApiOperation({ operationId: 'grantRole', summary: 'Give a person a role in a programme' })
  @ApiOkResponse({ type: PersonDto })
  grant(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Param('programme') programme: string,
    @Param('role') role: string,
    @Query() { country }: CountryQuery,
  ): Promise<PersonView> {
    return this.roles.grant(viewer, programme, id, role as Role, country);
  }

  @Delete(':id/roles/:programme/:role')
  @ApiOperation({ operationId: 'revokeRole', summary: 'Take a role from a person' })
  @ApiOkResponse({ type: PersonDto })
  revoke(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Param('programme') programme: string,
    @Param('role') role: string,
    @Query() { country }: CountryQuery,
  ): Promise<PersonView> {
    return this.roles.revoke(viewer, programme, id, role as Role, country);
  }
}
