import { type Action, defineAction, listPage } from "./action";
import type { Dashboard, Dashboards } from "./dashboards";
import type { Shapes } from "./shape";

type Named = Pick<Dashboard, "DashboardName">;
type List = { readonly DashboardNamePrefix?: string; readonly NextToken?: string };

const NAME: Shapes = { DashboardName: { required: true } };
/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListDashboards.html documented */
const MOST_DASHBOARDS = 1_000;

/** PutDashboard's request. */
export const DASHBOARD: Shapes = { ...NAME, DashboardBody: { required: true } };

/** The actions on dashboards. */
export function createDashboardActions(dashboards: Dashboards): Readonly<Record<string, Action>> {
  return {
    PutDashboard: defineAction<Dashboard>({
      mutates: true,
      shapes: DASHBOARD,
      run(dashboard) {
        dashboards.put(dashboard);
        return { DashboardValidationMessages: [] };
      },
    }),
    GetDashboard: defineAction<Named>({
      shapes: NAME,
      run: ({ DashboardName }) => ({ ...dashboards.get(DashboardName) }),
    }),
    ListDashboards: defineAction<List>({
      shapes: { DashboardNamePrefix: {}, NextToken: {} },
      run({ DashboardNamePrefix = "", NextToken }) {
        const { items, nextToken } = listPage(dashboards.list(DashboardNamePrefix), NextToken, MOST_DASHBOARDS);
        return { DashboardEntries: items, NextToken: nextToken };
      },
    }),
    DeleteDashboards: defineAction<{ readonly DashboardNames: readonly string[] }>({
      mutates: true,
      shapes: { DashboardNames: { type: "list", required: true, item: { required: true } } },
      run({ DashboardNames }) {
        dashboards.delete(DashboardNames);
        return {};
      },
    }),
  };
}
