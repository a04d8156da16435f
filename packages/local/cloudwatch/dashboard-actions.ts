import { type CloudWatchActions, defineAction, listPage } from "./action";

const NAME = { DashboardName: { required: true } } as const;
/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListDashboards.html documented */
const MOST_DASHBOARDS = 1_000;

/** PutDashboard's request. */
export const DASHBOARD = { ...NAME, DashboardBody: { required: true } } as const;

/** The actions on dashboards. */
export const DASHBOARD_ACTIONS: CloudWatchActions = {
  PutDashboard: defineAction({
    mutates: true,
    members: DASHBOARD,
    run({ dashboards }, dashboard) {
      dashboards.put(dashboard);
      return { DashboardValidationMessages: [] };
    },
  }),
  GetDashboard: defineAction({
    members: NAME,
    run: ({ dashboards }, { DashboardName }) => ({ ...dashboards.get(DashboardName) }),
  }),
  ListDashboards: defineAction({
    members: { DashboardNamePrefix: {}, NextToken: {} },
    run({ dashboards }, { DashboardNamePrefix = "", NextToken }) {
      const { items, nextToken } = listPage(dashboards.list(DashboardNamePrefix), NextToken, MOST_DASHBOARDS);
      return { DashboardEntries: items, NextToken: nextToken };
    },
  }),
  DeleteDashboards: defineAction({
    mutates: true,
    members: { DashboardNames: { type: "list", required: true, item: {} } },
    run({ dashboards }, { DashboardNames }) {
      dashboards.delete(DashboardNames);
      return {};
    },
  }),
};
