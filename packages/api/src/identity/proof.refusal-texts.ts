import type { RefusalTexts } from "../platform/refusal.ts";

const codeWrong = "That is not the code your app shows now. Enter the newest one.";

/** The words of what is refused about proving who one is, one's own account and people's links. */
export const proofRefusalTexts: RefusalTexts = {
  SecondFactorNeeded: () => ({ message: "Confirm it's you." }),
  SecondFactorRefused: () => ({ message: "That did not prove it's you. A code works once; wait for the next one." }),
  SignInOver: () => ({ message: "This took too long or had too many tries. Sign in again." }),
  PasskeyRefused: () => ({ message: "This passkey can't be used here. Try again, or use another way." }),
  StepUpNeeded: () => ({ message: "Confirm it's you." }),
  StepUpRefused: () => ({ message: "That did not prove it's you. A code works once; wait for the next one." }),
  LastWayIn: ({ whose }: { whose?: "ADMINISTRATORS" }) => ({
    message:
      whose === "ADMINISTRATORS"
        ? "No administrator could sign in any more. Give one of them another way first."
        : "This is your last way to sign in. Add another one first.",
  }),
  PasskeyNotFound: () => ({ message: "There is no such passkey among yours.", field: ["passkeyId"] }),
  PasskeyLabelUnusable: () => ({ message: "Name must have 1 to 100 characters.", field: ["label"] }),
  TotpRefused: () => ({ message: codeWrong, field: ["code"] }),
  TotpNotFound: () => ({ message: "You have no authenticator app set up." }),
  NoSecondFactor: () => ({ message: "Add a passkey or an authenticator app first. Recovery codes stand in for them." }),
  SessionNotFound: () => ({ message: "There is no such session among yours. It may be over.", field: ["sessionId"] }),
  EmailUnusable: () => ({ message: "Enter a mail address such as name@example.org", field: ["email"] }),
  UserNotFound: () => ({ message: "There is no such person. Go back to the list of people.", field: ["userId"] }),
  UserOutOfUse: () => ({ message: "This account isn't active. Activate it first.", field: ["userId"] }),
  UserStateNotReachable: ({ state }: { state: string }) => ({
    message: `This account is ${state.toLowerCase()}, and can't be changed to that.`,
    field: ["state"],
  }),
  LastAdministrator: () => ({ message: "This is the last active administrator. Make another one first." }),
  InvitationRefused: () => ({
    message: "This link was used already or is too old. Ask for a new one.",
    field: ["token"],
  }),
};
