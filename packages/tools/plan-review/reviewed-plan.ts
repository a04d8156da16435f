import type { PermissionChange } from "./compare-permissions";
import type { FindResources } from "./find-resources";
import type { TemplateChange } from "./mapping-templates";
import type { Plan } from "./plan";
import type { RouteMeaning } from "./route-meanings";
import type { WorkflowChange } from "./workflow-changes";

/** A plan with what the sections of a summary are made of. */
export interface ReviewedPlan extends Plan {
  readonly find: FindResources;
  readonly permissions: readonly PermissionChange[];
  readonly templates: readonly TemplateChange[];
  readonly meanings: readonly RouteMeaning[];
  readonly workflows: readonly WorkflowChange[];
}
