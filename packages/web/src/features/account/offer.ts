import { ref } from "vue";
import { useSession } from "../../session/useSession.ts";

/** "Not now" holds until the person signs in again; nothing of it is kept in the browser. */
export const isOfferPutOff = ref(false);

useSession().onEnd(() => (isOfferPutOff.value = false));
