import practice from "../../i18n/en/practice.json";
import { addMessages } from "../../i18n/i18n.ts";

addMessages("practice", practice);
