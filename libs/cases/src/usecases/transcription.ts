/** Names under which a transcription keeps its source beside the form's own answers; no form field starts so. */
export const transcriptionMedium = '_medium';
export const transcriptionSources = '_sources';
