import {
  Ban,
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleX,
  Clock,
  FileCheck,
  Lock,
  PackageCheck,
  type LucideIcon,
} from "@lucide/vue";
import type { CardState } from "@unlatch/core/lifecycle/card-states";
import type { Tone } from "../ui/feedback/tone.ts";

/** Each card state's colour and shape. */
export const cardStateLook: Record<CardState, { tone: Tone; icon: LucideIcon }> = {
  REGISTERED: { tone: "neutral", icon: CircleDashed },
  REQUESTED: { tone: "notice", icon: Clock },
  ABORTED: { tone: "neutral", icon: Ban },
  APPROVED: { tone: "notice", icon: FileCheck },
  REJECTED: { tone: "danger", icon: CircleX },
  FAILED: { tone: "danger", icon: CircleX },
  ISSUED: { tone: "notice", icon: PackageCheck },
  ACTIVE: { tone: "success", icon: CircleCheck },
  INACTIVE: { tone: "warning", icon: CirclePause },
  LOCKED: { tone: "danger", icon: Lock },
  EXPIRED: { tone: "neutral", icon: Clock },
};
