/**
 * What a region of AWS is called, `us-gov-west-1`: for a part of the world, perhaps a partition, and a direction. Regions are
 * added every year; *assumed* that a new one is named in the same way.
 *
 * @see https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html documented, those that there are
 */
export const REGION = /^[a-z]{2,4}(-[a-z]{2,4})?-(central|(north|south)(east|west)?|east|west)-\d$/;

/** The name of a region that a text is. @throws Error, of `where`, for another text */
export function requireRegion(where: string, text: string): string {
  if (REGION.test(text)) return text;
  throw new Error(`${where}: not a region's name, got '${text}'; write it as in us-east-1`);
}
