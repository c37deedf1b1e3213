import type { ApprovalOutcome, CaseKind, ContactFunction, PartnerFunction, Role } from '#libs/domain';
import type { FieldCondition, FileKind, Prefill } from '../form-model.js';
import type { Localised } from '../localised.js';

/** A definition file as written, once its shape is right (see schema/definition-schema.ts). */
export interface DefinitionDocument {
  readonly key: string;
  readonly version: number;
  readonly kind: CaseKind;
  readonly title: Localised;
  readonly ladders: Readonly<Record<string, readonly RungDocument[]>>;
  readonly stages: readonly StageDocument[];
  readonly outcomes: readonly {
    readonly key: string;
    readonly title: Localised;
    readonly when?: ConditionDocument;
  }[];
  readonly forms: Readonly<Record<string, FormDocument>>;
}

export interface RungDocument {
  readonly before?: string;
  readonly at?: 'due date';
  readonly after?: string;
  /** Repeated so often, `times` in all. */
  readonly every?: string;
  readonly times?: number;
  readonly copy?: readonly PartyReference[];
  readonly escalate?: PartyReference;
}

/** Who acts: exactly one of them, `partner` beside `role: partner` only. */
export interface PartyDocument {
  readonly contact?: ContactFunction;
  readonly role?: Role;
  readonly partner?: PartnerFunction;
  readonly organisation?: string;
  readonly person?: string;
}

/** A role by its name alone, or a party written out. */
export type PartyReference = Role | PartyDocument;

export interface StageDocument {
  readonly key: string;
  readonly title: Localised;
  readonly when?: ConditionDocument;
  readonly tasks: readonly TaskDocument[];
  readonly milestones?: {
    readonly title: Localised;
    readonly from: string;
    readonly evidence: TaskDocument;
    readonly verification: TaskDocument;
  };
  readonly approval?: ApprovalDocument;
}

export interface ItemDocument extends PartyDocument {
  readonly key: string;
  readonly title: Localised;
  readonly why: Localised;
  readonly help?: Localised;
  readonly shows?: readonly string[];
  readonly exclude?: {
    readonly tasks: readonly string[];
    readonly by: readonly ('person' | 'organisation')[];
  };
  readonly due: string;
  readonly ladder: string;
}

export interface TaskDocument extends ItemDocument {
  readonly form: string;
  readonly after?: readonly string[];
  readonly when?: ConditionDocument;
  readonly documents?: number;
  readonly onOverdue?: 'waive';
  readonly personal?: true;
  readonly transcription?: 'confirm' | { readonly silence: string };
  readonly extension?: ExtensionDocument;
}

export interface ExtensionDocument extends PartyDocument {
  readonly most: string;
  readonly due: string;
  readonly ladder: string;
}

export interface ApprovalDocument extends ItemDocument {
  readonly return?: { readonly reopens: readonly string[] };
  readonly defer?: string;
  readonly reject?: 'continues' | { readonly closes: string };
  readonly voices?: readonly VoiceDocument[];
  readonly order?: 'sequence';
  readonly conditions?: PartyDocument & { readonly ladder: string };
  readonly expires?: {
    readonly after: string;
    readonly then: 'approve' | 'reject' | { readonly passesTo: PartyReference };
  };
  readonly reasons?: readonly ApprovalOutcome[];
  readonly quota?: true;
}

export interface VoiceDocument {
  readonly from: readonly PartyReference[];
  readonly need?: number;
  readonly among?: number;
  readonly distinct?: 'organisation';
}

export interface ConditionDocument {
  readonly fact?: string;
  readonly is?: string | number | boolean;
  readonly in?: readonly (string | number)[];
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly known?: string;
  readonly prepared?: string;
  readonly partner?: PartnerFunction;
  readonly not?: ConditionDocument;
  readonly all?: readonly ConditionDocument[];
  readonly any?: readonly ConditionDocument[];
}

export interface FormDocument {
  readonly title: Localised;
  readonly intro?: Localised;
  readonly insteadOf?: readonly { readonly files: string; readonly replaces: readonly string[] }[];
  readonly fields: readonly FieldDocument[];
}

/** All keys a field may have; the schema has checked which of them its `type` takes. */
export interface FieldDocument {
  readonly key: string;
  readonly type: string;
  readonly label: Localised;
  readonly help?: Localised;
  readonly required?: boolean;
  readonly when?: FieldCondition;
  readonly maxLength?: number;
  readonly unit?: string | Localised;
  readonly min?: number;
  readonly max?: number;
  readonly decimals?: number;
  readonly options?: readonly { readonly key: string; readonly label: Localised }[];
  readonly series?: readonly SeriesDocument[];
  readonly columns?: readonly FieldDocument[];
  readonly from?: {
    readonly task: string;
    readonly field: string;
    readonly shows?: readonly string[];
    readonly all?: boolean;
  };
  readonly fact?: string | { readonly key: string; readonly date?: string; readonly subsetOf?: string };
  readonly prefill?: Prefill;
  readonly agreement?: Localised;
  readonly accept?: readonly FileKind[];
}

export interface SeriesDocument {
  readonly key: string;
  readonly unit: string | Localised;
  readonly label: Localised;
  readonly required?: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly decimals?: number;
}
