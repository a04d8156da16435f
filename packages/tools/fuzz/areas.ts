import type { FuzzArea } from "./area";
import { executions } from "./executions";
import { jsonata } from "./jsonata";
import { paths } from "./paths";
import { schemas } from "./schemas";
import { templates } from "./templates";

/** The areas, by the name that the command takes. */
export const AREAS: Readonly<Record<string, FuzzArea>> = {
  jsonpath: paths,
  velocity: templates,
  jsonata,
  executions,
  schemas,
};
