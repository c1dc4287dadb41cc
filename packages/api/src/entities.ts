import { auditEventEntity } from "./audit/audit-event.entity.ts";
import { cardEntity } from "./cards/card.entity.ts";
import { cardFreezeEntity } from "./cards/freeze/card-freeze.entity.ts";
import { externalIdentityEntity } from "./identity/directory/external-identity.entity.ts";
import { signInLinkEntity } from "./identity/invitations/sign-in-link.entity.ts";
import { spentStateEntity } from "./identity/oidc/spent-state.entity.ts";
import { passkeyChallengeEntity } from "./identity/passkeys/passkey-challenge.entity.ts";
import { passkeyEntity } from "./identity/passkeys/passkey.entity.ts";
import { pendingSignInEntity } from "./identity/proof/pending-sign-in.entity.ts";
import { recoveryCodeEntity } from "./identity/recovery/recovery-code.entity.ts";
import { signInMethodEntity } from "./identity/sign-in-methods/sign-in-method.entity.ts";
import { knownDeviceEntity } from "./identity/throttle/known-device.entity.ts";
import { signInTriesEntity } from "./identity/throttle/sign-in-tries.entity.ts";
import { totpSecretEntity } from "./identity/totp/totp-secret.entity.ts";
import { roleEntity } from "./identity/roles/role.entity.ts";
import { apiTokenEntity } from "./identity/tokens/api-token.entity.ts";
import { profileProofEntity } from "./profiles/proof/profile-proof.entity.ts";
import { sessionEntity } from "./identity/sessions/session.entity.ts";
import { setUpLinkEntity } from "./identity/set-up/set-up-link.entity.ts";
import { userEntity } from "./identity/accounts/user.entity.ts";
import { importProblemEntity } from "./imports/import-problem.entity.ts";
import { importRunEntity } from "./imports/import-run.entity.ts";
import { adminKeyEntity } from "./keys/admin-key.entity.ts";
import { dataKeyEntity } from "./keys/data-keys/data-key.entity.ts";
import { keyRotationEntity } from "./keys/data-keys/key-rotation.entity.ts";
import { masterKeyComponentEntity } from "./keys/master-keys/master-key-component.entity.ts";
import { masterKeyEntity } from "./keys/master-keys/master-key.entity.ts";
import { noticeAddressEntity } from "./notices/addresses/notice-address.entity.ts";
import { noticeLinkEntity } from "./notices/notice-link.entity.ts";
import { noticeEntity } from "./notices/outbox/notice.entity.ts";
import { type ColumnTypes, type Dialect, columnTypesFor } from "./platform/column-types.ts";
import { installationEntity } from "./platform/installation.entity.ts";
import { cardGuardEntity } from "./processes/guard/card-guard.entity.ts";
import { cardReleaseEntity } from "./processes/guard/card-release.entity.ts";
import { processEntity } from "./processes/process.entity.ts";
import { additionalCommandEntity } from "./profiles/additional-command.entity.ts";
import { cardProfileEntity } from "./profiles/card-profile.entity.ts";
import { profileKeysEntity } from "./profiles/keys/profile-keys.entity.ts";

/** @returns every table of Unlatch as TypeORM knows it, for one database; the drift check holds them against the migrations. */
export function entitiesFor(dialect: Dialect) {
  const types = columnTypesFor(dialect);
  return [
    installationEntity(types),
    ...identityEntities(types),
    cardProfileEntity(types),
    profileProofEntity(),
    additionalCommandEntity(),
    cardEntity(types),
    dataKeyEntity(types),
    keyRotationEntity(types),
    adminKeyEntity(types),
    masterKeyEntity(types),
    masterKeyComponentEntity(types),
    profileKeysEntity(),
    importRunEntity(types),
    importProblemEntity(),
    processEntity(types),
    cardGuardEntity(types),
    cardReleaseEntity(types),
    cardFreezeEntity(types),
    noticeEntity(types),
    noticeLinkEntity(types),
    noticeAddressEntity(types),
    auditEventEntity(types),
  ];
}

function identityEntities(types: ColumnTypes) {
  return [
    userEntity(types),
    sessionEntity(types),
    setUpLinkEntity(types),
    passkeyEntity(types),
    passkeyChallengeEntity(types),
    totpSecretEntity(types),
    recoveryCodeEntity(types),
    pendingSignInEntity(types),
    knownDeviceEntity(types),
    signInTriesEntity(types),
    signInLinkEntity(types),
    roleEntity(),
    apiTokenEntity(types),
    signInMethodEntity(types),
    externalIdentityEntity(types),
    spentStateEntity(types),
  ];
}
