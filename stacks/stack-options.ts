import { API_OPTIONS, type ApiOptionRows, fromSetting } from "@sfn-websocket/constructs/api/api-options";
import { SETTINGS } from "./settings";
import type { WebSocketStackProps } from "./stack-props";

/** What a stack calls its own, and an API is told by a name. */
const { name: _name, ...OF_THE_API } = API_OPTIONS;

/** Every option of a stack with an API, in the order of the documentation. */
export const STACK_OPTIONS: ApiOptionRows<WebSocketStackProps> = {
  ...OF_THE_API,
  region: fromSetting("region", SETTINGS.region),
  stackName: { otherwise: SETTINGS.stackName.otherwise, meaning: SETTINGS.stackName.meaning },
  tags: fromSetting("tags", SETTINGS.tags),
  backend: {
    otherwise: "a file in the project",
    meaning: "where Terraform keeps the state, see [`backend.ts`](../stacks/backend.ts)",
  },
};
