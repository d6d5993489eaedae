// A booking is moved without being lost on the way, and cancelled.
import { expectAccessible } from "../fixtures/a11y.ts";
import { BOOKED, CHECK, book, bookingNumber, chooseOptions, courseItem, escaped, findClinic, hold } from "../fixtures/checkup.ts";
import { examDay } from "../fixtures/day.ts";
import { button, expectHeading, register, signIn } from "../fixtures/member.ts";
import { expect, test } from "../fixtures/test.ts";

test("moved: the old place is kept until the new one is confirmed", async ({ page, post, family, town, society }) => {
  test.slow();
  const who = family("insured")[0]!;
  const [before, after] = [examDay(1), examDay(6)];
  const clinic = await town.clinic({ day: before, capacity: 1 }, { day: after, capacity: 1 });
  const [old, new_] = clinic.places as [number, number];
  await register(page, post, who);
  await signIn(page, who);
  const id = await book(page, town, clinic, before);
  const state = async (of: number) => (await society.database.ask("SELECT state FROM booking WHERE id = $1", of))[0]?.state;

  await test.step("another day is held", async () => {
    await page.goto(`/checkup/bookings/${id}`);
    await page.getByRole("link", { name: "内容や健診機関を変える" }).click();
    await expect(page.getByText("新しい予約が確定するまで、いまの予約はそのままです。")).toBeVisible();
    await chooseOptions(page);
    await findClinic(page, clinic);
    await hold(page, after);
    await expect(page.locator("main")).toContainText(new RegExp(`変更前の予約.*${escaped(clinic.name)} ${escaped(before.short)}`));
    await expectAccessible(page);
  });

  await test.step("given back: nothing has changed", async () => {
    await button(page, "予約せずに、別の日を選ぶ").click();
    await expectHeading(page, new RegExp(clinic.name));
    expect([await state(id), await town.remaining(old), await town.remaining(new_)]).toEqual(["confirmed", 0, 1]);
  });

  await test.step("held again and confirmed", async () => {
    await hold(page, after);
    expect([await state(id), await town.remaining(old), await town.remaining(new_)]).toEqual(["confirmed", 0, 0]);
    await button(page, "予約する").click();
    await expectHeading(page, BOOKED);
  });
  const moved = bookingNumber(page);
  expect([await state(id), await state(moved)]).toEqual(["cancelled", "confirmed"]);
  expect([await town.remaining(old), await town.remaining(new_)]).toEqual([1, 0]);
  const mail = await post.next(who.email, "ご予約を変更しました");
  expect(mail.text).toContain(after.full);
  await page.goto("/checkup/bookings");
  await expect(page.getByRole("listitem").filter({ hasText: "確定" })).toContainText(after.full);
  expect(await town.unaccounted()).toBe(0);
});

test("a move whose hold runs out leaves the old booking", async ({ page, post, family, town, society }) => {
  const who = family("insured")[0]!;
  const clinic = await town.clinic({ day: examDay(1) }, { day: examDay(6) });
  await register(page, post, who);
  await signIn(page, who);
  const id = await book(page, town, clinic, examDay(1));
  await page.goto(`/checkup/bookings/${id}`);
  await page.getByRole("link", { name: "内容や健診機関を変える" }).click();
  await chooseOptions(page);
  await findClinic(page, clinic);
  await hold(page, examDay(6));
  const past = "UPDATE booking SET expires_at = $1 WHERE place_id = $2 AND state = 'held'";
  await society.database.ask(past, Date.now() - 1_000, clinic.places[1]!);
  await button(page, "予約する").click();
  await expectHeading(page, "仮押さえの時間が過ぎました");
  await page.goto(`/checkup/bookings/${id}`);
  await expect(page.locator("main")).toContainText("予約が決まっています。");
});

test("cancelled: what it costs is said, the place is free, the right is back", async ({ page, post, family, town }) => {
  const who = family("insured")[0]!;
  const clinic = await town.clinic({ day: examDay(1), capacity: 1 });
  await register(page, post, who);
  await signIn(page, who);
  const id = await book(page, town, clinic, examDay(1));
  await page.goto(`/checkup/bookings/${id}`);
  await page.getByRole("link", { name: "予約を取り消す" }).click();
  await expectHeading(page, "予約を取り消しますか");
  await expect(page.getByText("いま取り消しても、費用はかかりません")).toBeVisible();
  await expect(page.getByText("締切を過ぎた取消には3,300円かかります。")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "取り消さずに戻る" }).click();
  await expect(page.locator("main")).toContainText("予約が決まっています。");
  await page.getByRole("link", { name: "予約を取り消す" }).click();
  await button(page, "取り消す").click();
  await expect(page.getByText("予約を取り消しました。")).toBeVisible();
  await expect(page.getByRole("link", { name: "この健診をもう一度予約する" })).toBeVisible();
  await expectAccessible(page);
  const mail = await post.next(who.email, "ご予約を取り消しました");
  expect(mail.text).toContain(examDay(1).full);
  expect(await town.remaining(clinic.places[0]!)).toBe(1);
  await page.goto("/checkup");
  await expect(courseItem(page, town.year, "日帰り人間ドック")).toContainText("受けられます");
  await book(page, town, clinic, examDay(1));
  await page.goto("/checkup/confirm");
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(CHECK);
});
