import type { Permission } from "@unlatch/core/access/permissions";
import type { RefusalTexts } from "../platform/refusal.ts";

type Named = { readonly permissions: readonly Permission[] };

/** The words of what is refused about roles and API tokens. */
export const accessRefusalTexts: RefusalTexts = {
  BeyondOwnPermissions: ({ permissions }: Named) => ({
    message: `This takes permissions that you don't have yourself: ${permissions.join(", ")}.`,
  }),
  RoleNotFound: () => ({ message: "There is no such role. It may have been removed.", field: ["roleId"] }),
  RoleBuiltIn: () => ({ message: "This role comes with Unlatch and stays as it is. Make one of your own." }),
  RoleNameTaken: () => ({ message: "Another role has this name. Choose another one.", field: ["name"] }),
  RoleNameUnusable: () => ({
    message: "Name must have 1 to 64 characters: letters, digits, spaces, and . , & ( ) / _ - between them.",
    field: ["name"],
  }),
  RoleInUse: () => ({ message: "Somebody has this role. Give them another one first.", field: ["roleId"] }),
  RoleChangedMeanwhile: () => ({ message: "Somebody changed this role meanwhile. Look at it and save again." }),
  ApiTokenNameUnusable: () => ({
    message: "Name must have 1 to 50 characters: letters, digits, spaces, and . , : & ( ) / _ - between them.",
    field: ["name"],
  }),
  ApiTokenScopesUnusable: ({ permissions }: Named) => ({
    message:
      permissions.length === 0
        ? "Choose at least one thing that the program may do."
        : `This takes a person, and no program: ${permissions.join(", ")}.`,
    field: ["scopes"],
  }),
  ApiTokenExpiryUnusable: () => ({
    message: "Choose a day between tomorrow and a year from now.",
    field: ["expiresAt"],
  }),
  ApiTokenNotFound: () => ({ message: "There is no such token. Go back to the list of tokens.", field: ["tokenId"] }),
};
