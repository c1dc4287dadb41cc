import { auditEventEntity } from "./audit/audit-event.entity.ts";
import { cardEntity } from "./cards/card.entity.ts";
import { sessionEntity } from "./identity/sessions/session.entity.ts";
import { setUpLinkEntity } from "./identity/set-up/set-up-link.entity.ts";
import { userEntity } from "./identity/accounts/user.entity.ts";
import { adminKeyEntity } from "./keys/admin-key.entity.ts";
import { type Dialect, columnTypesFor } from "./platform/column-types.ts";
import { installationEntity } from "./platform/installation.entity.ts";
import { processEntity } from "./processes/process.entity.ts";
import { additionalCommandEntity } from "./profiles/additional-command.entity.ts";
import { cardProfileEntity } from "./profiles/card-profile.entity.ts";

/** @returns every table of Unlatch as TypeORM knows it, for one database; the drift check holds them against the migrations. */
export function entitiesFor(dialect: Dialect) {
  const types = columnTypesFor(dialect);
  return [
    installationEntity(types),
    userEntity(types),
    sessionEntity(types),
    setUpLinkEntity(types),
    cardProfileEntity(types),
    additionalCommandEntity(),
    cardEntity(types),
    adminKeyEntity(types),
    processEntity(types),
    auditEventEntity(types),
  ];
}
