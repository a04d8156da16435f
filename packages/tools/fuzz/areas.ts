import { answers } from "./answers";
import type { FuzzArea } from "./area";
import { configurations } from "./configurations";
import { executions } from "./executions";
import { FILE_AREAS } from "./file-areas";
import { jsonata } from "./jsonata";
import { messages } from "./messages";
import { paths } from "./paths";
import { schemas } from "./schemas";
import { SERVER_AREAS } from "./server-areas";
import { templates } from "./templates";

/** The areas, by the name that the command takes. */
export const AREAS: Readonly<Record<string, FuzzArea>> = {
  jsonpath: paths,
  velocity: templates,
  jsonata,
  executions,
  schemas,
  ...FILE_AREAS,
  configurations,
  ...SERVER_AREAS,
  messages,
  answers,
};
