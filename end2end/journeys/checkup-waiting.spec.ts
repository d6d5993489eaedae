// A full day: waiting for it, being offered what another gave up, first come first served.
import { expectAccessible } from "../fixtures/a11y.ts";
import {
  BOOKED,
  CONFIRMED_MAIL,
  OFFER_MAIL,
  book,
  calendarDay,
  chooseOptions,
  findClinic,
  openCourse,
  openDay,
} from "../fixtures/checkup.ts";
import { examDay } from "../fixtures/day.ts";
import { button, expectHeading, register, signIn } from "../fixtures/member.ts";
import type { Clinic, Town } from "../fixtures/town.ts";
import { expect, test } from "../fixtures/test.ts";
import type { Page } from "@playwright/test";

const day = examDay(5);

async function waitFor(page: Page, town: Town, clinic: Clinic): Promise<void> {
  await openCourse(page, town);
  await chooseOptions(page);
  await findClinic(page, clinic);
  await expect(await calendarDay(page, day)).toHaveText(/満席/);
  await openDay(page, day);
  await button(page, "9:00のキャンセル待ちをする").click();
  await expectHeading(page, "キャンセル待ち");
  await expect(page.getByText("キャンセル待ちを承りました。")).toBeVisible();
}

test("a full day, two who wait, one who cancels: the first in line is offered the place and books it", async ({
  page,
  post,
  family,
  town,
  elsewhere,
  society,
}) => {
  test.slow();
  const [having, first, second] = [family("insured")[0]!, family("insured")[0]!, family("insured")[0]!];
  const clinic = await town.clinic({ day, capacity: 1 });
  const place = clinic.places[0]!;
  await register(page, post, having);
  await signIn(page, having);
  const id = await book(page, town, clinic, day);
  await post.next(having.email, CONFIRMED_MAIL);

  const [hers, theirs] = [await elsewhere(), await elsewhere()];
  await register(hers, post, first);
  await signIn(hers, first);
  await waitFor(hers, town, clinic);
  await expect(hers.locator("main")).toContainText("次の順番です");
  await expectAccessible(hers);
  await register(theirs, post, second);
  await signIn(theirs, second);
  await waitFor(theirs, town, clinic);
  await expect(theirs.locator("main")).toContainText("前に1人お待ちです");

  await test.step("the place is given up", async () => {
    await page.goto(`/checkup/bookings/${id}/cancel`);
    await button(page, "取り消す").click();
    await expect(page.getByText("予約を取り消しました。")).toBeVisible();
  });

  const mail = await post.next(first.email, OFFER_MAIL);
  expect(mail.text).toContain(day.full);
  expect(mail.text).toContain("/checkup/waiting");

  await test.step("who gave it up cannot take it again: it is kept for the one in line", async () => {
    await openCourse(page, town);
    await chooseOptions(page);
    await findClinic(page, clinic);
    await expect(await calendarDay(page, day)).toHaveText(/満席/);
    await theirs.goto("/checkup/waiting");
    await expect(theirs.locator("main")).not.toContainText("枠が空きました");
    expect(post.to(second.email)).toEqual([]);
  });

  await test.step("taken from the offer", async () => {
    await hers.goto("/checkup");
    await hers.getByRole("link", { name: "ご案内を見る" }).click();
    await expect(hers.locator("main")).toContainText(/までにお返事ください。/);
    await expectAccessible(hers);
    await button(hers, "この枠を予約する").click();
    await expectHeading(hers, BOOKED);
    await post.next(first.email, CONFIRMED_MAIL);
  });

  await test.step("leaving the line", async () => {
    await theirs.goto("/checkup/waiting");
    await expect(theirs.locator("main")).toContainText("次の順番です");
    await button(theirs, "待つのをやめる").click();
    await expect(theirs.getByText("キャンセル待ちをやめました。")).toBeVisible();
    await expect(theirs.getByText("キャンセル待ちの日はありません。")).toBeVisible();
  });
  expect(await town.remaining(place)).toBe(0);
  expect(await town.unaccounted()).toBe(0);
  const states = await society.database.ask("SELECT state FROM waitlist WHERE place_id = $1 ORDER BY id", place);
  expect(states.map(({ state }) => state)).toEqual(["taken", "left"]);
});

test("an offer not taken goes on to the next in line, and is told as over", async ({ page, post, family, town, elsewhere, society }) => {
  test.slow();
  const [having, first, second] = [family("insured")[0]!, family("insured")[0]!, family("insured")[0]!];
  const clinic = await town.clinic({ day, capacity: 1 });
  const place = clinic.places[0]!;
  await register(page, post, having);
  await signIn(page, having);
  const id = await book(page, town, clinic, day);
  const [hers, theirs] = [await elsewhere(), await elsewhere()];
  for (const [browser, who] of [[hers, first], [theirs, second]] as const) {
    await register(browser, post, who);
    await signIn(browser, who);
    await waitFor(browser, town, clinic);
  }
  await page.goto(`/checkup/bookings/${id}/cancel`);
  await button(page, "取り消す").click();
  await post.next(first.email, OFFER_MAIL);
  await hers.goto("/checkup/waiting");
  await expect(button(hers, "この枠を予約する")).toBeVisible();

  // a day passes
  const past = "UPDATE waitlist SET offer_until = $1 WHERE place_id = $2 AND state = 'offered'";
  await society.database.ask(past, Date.now() - 1_000, place);
  await post.next(second.email, OFFER_MAIL);
  await button(hers, "この枠を予約する").click();
  await expectHeading(hers, "ご案内の期限が過ぎました");
  await expectAccessible(hers);
  await theirs.goto("/checkup/waiting");
  await button(theirs, "この枠を予約する").click();
  await expectHeading(theirs, BOOKED);
  expect(await town.unaccounted()).toBe(0);
});
