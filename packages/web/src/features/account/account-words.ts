import myAccount from "../../i18n/en/my-account.json";
import { addMessages } from "../../i18n/i18n.ts";

addMessages("myAccount", myAccount);
