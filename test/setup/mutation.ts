// Every spec of the rules that `npm run mutation` changes, in one file: their modules are loaded once for each mutant, not once a spec.
import '../../libs/domain/src/business-time.spec.js';
import '../../libs/domain/src/business-time-laws.spec.js';
import '../../libs/domain/src/due.spec.js';
import '../../libs/domain/src/path.spec.js';
import '../../libs/domain/src/voices-laws.spec.js';
import '../../libs/domain/src/wake.spec.js';
import '../../libs/domain/src/decide/conditions.spec.js';
import '../../libs/domain/src/decide/contact.spec.js';
import '../../libs/domain/src/decide/earlier.spec.js';
import '../../libs/domain/src/decide/expiry.spec.js';
import '../../libs/domain/src/decide/extension.spec.js';
import '../../libs/domain/src/decide/reopening.spec.js';
import '../../libs/domain/src/decide/replan.spec.js';
import '../../libs/domain/src/decide/review.spec.js';
import '../../libs/domain/src/decide/suspension.spec.js';
import '../../libs/domain/src/decide/transcription.spec.js';
import '../../libs/domain/src/decide/voices.spec.js';
