// What holds for every page: axe in both colour schemes and at the largest text, no sideways scrolling at 320 px.
import { expectAccessible } from "../fixtures/a11y.ts";
import { expect, test } from "../fixtures/test.ts";
import { TOUR } from "../fixtures/tour.ts";

const NARROW = { width: 320, height: 640 };

for (const [part, walk] of Object.entries(TOUR)) {
  test(`${part}: readable by everybody`, async ({
    page,
    post,
    somebody,
    family,
    town,
    society,
    elsewhere,
    complaints,
    viewport,
  }) => {
    test.setTimeout(300_000);
    complaints.expect(/40[34] \((Not Found|Forbidden)\)/);
    const look = async (name: string) => {
      await test.step(name, async () => {
        await expect(page.locator("h1")).toHaveCount(1);
        // the page of a failure is readable, too, and none of the tour
        expect(complaints.rest).toEqual([]);
        await expectAccessible(page, `${name}, light`);
        await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
        await expectAccessible(page, `${name}, dark`);
        await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
        // The largest text is the server's to render; the attribute it renders is all the styles look at.
        await page.evaluate(() => (document.documentElement.dataset.size = "xlarge"));
        await page.setViewportSize(NARROW);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect.soft(width, `${name} at ${NARROW.width} px, 特大`).toBeLessThanOrEqual(NARROW.width);
        if (viewport) await page.setViewportSize(viewport);
        await page.evaluate(() => (document.documentElement.dataset.size = "standard"));
      });
    };
    await walk({ page, post, somebody, family, town, society, elsewhere, look });
  });
}
