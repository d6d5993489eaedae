// Who may not, and what nobody offered: one sentence, and nothing is left behind.
import { expectAccessible } from "../fixtures/a11y.ts";
import {
  CHECK,
  book,
  chooseOptions,
  courseItem,
  findClinic,
  forge,
  hold,
  openCourse,
  toCheck,
} from "../fixtures/checkup.ts";
import type { Database } from "../fixtures/database.ts";
import { Day, examDay } from "../fixtures/day.ts";
import { button, expectHeading, register, signIn } from "../fixtures/member.ts";
import type { Person } from "../fixtures/people.ts";
import { expect, test } from "../fixtures/test.ts";

const NOT_TAKEN = "お申し込みを受け付けられませんでした";

async function bookings(database: Database, who: Person): Promise<number> {
  const sql = "SELECT COUNT(*) FROM booking b JOIN person p ON p.id = b.person_id WHERE p.symbol = $1 AND p.number = $2 AND p.branch = $3";
  return database.number(sql, who.symbol, who.number, who.branch);
}

function choice(year: number, course: string): Record<string, string> {
  return { "form[fiscal_year]": String(year), "form[course]": course, "form[none]": "on" };
}

test("too young: the year from which on is said, on the list, on the course, and to a forged form", async ({
  page,
  post,
  family,
  town,
  society,
}) => {
  const who = family("young")[0]!;
  const clinic = await town.clinic({ day: examDay(0) });
  await register(page, post, who);
  await signIn(page, who);
  const from = Number(who.born.slice(0, 4)) + 35;
  const why = new RegExp(`年度末\\d\\d歳のため対象外です。${from}年度から受けられます。`);
  await page.goto("/checkup");
  const item = courseItem(page, town.year, "日帰り人間ドック");
  await expect(item).toContainText("受けられません");
  await expect(item).toContainText(why);
  await expect(item.getByRole("link")).toHaveCount(0);
  await expectAccessible(page);
  await page.goto(`/checkup/courses/${town.year}/dock`);
  await expectHeading(page, "このコースは、いまはお申し込みいただけません");
  await expect(page.locator("main")).toContainText(why);
  await expectAccessible(page);
  await forge(page, "choose", choice(town.year, "dock"));
  await expectHeading(page, NOT_TAKEN);
  await expect(page.locator("main")).toContainText(why);
  await expectAccessible(page);
  await forge(page, "hold", { place_id: String(clinic.places[0]), idem: "forged" });
  expect(await bookings(society.database, who)).toBe(0);
  expect(await town.remaining(clinic.places[0]!)).toBe(2);
});

test("done this year, or booked: the day is said, and no other course of the group goes", async ({ page, post, family, town, society }) => {
  const who = family("insured")[0]!;
  const clinic = await town.clinic({ day: examDay(0) });
  await register(page, post, who);
  await signIn(page, who);
  const id = await book(page, town, clinic, examDay(0));
  await forge(page, "choose", choice(town.year, "dock-light"));
  await expectHeading(page, NOT_TAKEN);
  await expect(page.locator("main")).toContainText(`${examDay(0).plain}に予約済みです。`);
  await society.database.ask("UPDATE booking SET state = 'done' WHERE id = $1", id);
  await page.goto("/checkup");
  await expect(courseItem(page, town.year, "日帰り人間ドック")).toContainText(`は${examDay(0).plain}に受診済みです。`);
  await page.goto(`/checkup/bookings/${id}`);
  await expect(page.locator("main")).toContainText("受診済");
  await expect(page.getByRole("link", { name: "予約を取り消す" })).toHaveCount(0);
  await forge(page, "cancel", { booking_id: String(id) });
  await expectHeading(page, NOT_TAKEN);
  expect(await bookings(society.database, who)).toBe(1);
});

test("another sex's day is not shown, and not given to a forged form", async ({ page, post, family, town, society }) => {
  const who = family("spouse")[0]!;
  const clinic = await town.clinic({ day: examDay(0), sex: "female" }, { day: examDay(1) });
  await register(page, post, who);
  await signIn(page, who);
  await openCourse(page, town);
  await expect(page.getByRole("checkbox", { name: /^乳がん検診/ })).toBeDisabled();
  await chooseOptions(page);
  await findClinic(page, clinic);
  await expect(page.getByRole("table").getByRole("link", { name: examDay(0).spoken })).toHaveCount(0);
  await forge(page, "hold", { place_id: String(clinic.places[0]), idem: "forged" });
  await expectHeading(page, NOT_TAKEN);
  await expect(page.locator("main")).toContainText("お選びの内容は、いま受け付けていません。");
  await forge(page, "wait", { place_id: String(clinic.places[0]) });
  await expectHeading(page, NOT_TAKEN);
  await forge(page, "choose", { ...choice(town.year, "dock"), "form[options][]": "mammography" });
  await expectHeading(page, NOT_TAKEN);
  await expect(page.locator("main")).toContainText("「乳がん検診」は選べません。女性の方が対象です。");
  expect(await bookings(society.database, who)).toBe(0);
  expect(await town.remaining(clinic.places[0]!)).toBe(2);
});

test("courses that are closed, hidden, or none at all", async ({ page, post, family, town, society, complaints }) => {
  complaints.expect(/404 \(Not Found\)/);
  const who = family("insured")[0]!;
  await register(page, post, who);
  await signIn(page, who);
  for (const path of ["secret", "no-such"]) {
    const answer = await page.goto(`/checkup/courses/${town.year}/${path}`);
    expect(answer?.status(), path).toBe(404);
    await expectHeading(page, "このページは見つかりません");
    await forge(page, "choose", choice(town.year, path));
    await expectHeading(page, NOT_TAKEN);
  }
  await page.goto(`/checkup/courses/${town.year}/spring`);
  await expect(page.locator("main")).toContainText(`申込みは${town.closed.plain}に締め切りました。`);
  await forge(page, "choose", choice(town.year, "spring"));
  await expectHeading(page, NOT_TAKEN);
  await expect(page.locator("main")).toContainText("に締め切りました。");
  expect(await bookings(society.database, who)).toBe(0);
});

test("another member's booking is not there, by address and by form", async ({ page, post, family, town, society, elsewhere, complaints }) => {
  complaints.expect(/404 \(Not Found\)/);
  const [who, other] = [family("insured")[0]!, family("insured")[0]!];
  const clinic = await town.clinic({ day: examDay(0) });
  await register(page, post, who);
  await signIn(page, who);
  const id = await book(page, town, clinic, examDay(0));
  const stranger = await elsewhere();
  await register(stranger, post, other);
  await signIn(stranger, other);
  for (const path of ["", "/done", "/cancel", "/confirmation.pdf", "/booking.ics"]) {
    const answer = await stranger.request.get(`/checkup/bookings/${id}${path}`);
    expect(answer.status(), path).toBe(404);
    expect(await answer.text(), path).not.toContain(clinic.name);
  }
  await stranger.goto(`/checkup/bookings/${id}`);
  await expectHeading(stranger, "このページは見つかりません");
  await expectAccessible(stranger);
  for (const endpoint of ["cancel", "confirm"]) {
    await forge(stranger, endpoint, { booking_id: String(id) });
    await expectHeading(stranger, NOT_TAKEN);
    await expect(stranger.locator("main")).not.toContainText(clinic.name);
  }
  await forge(stranger, "choose", { ...choice(town.year, "dock"), "form[replaces]": String(id) });
  await expectHeading(stranger, NOT_TAKEN);
  const state = await society.database.ask("SELECT state FROM booking WHERE id = $1", id);
  expect(state[0]?.state).toBe("confirmed");
  expect(await bookings(society.database, other)).toBe(0);
});

test("the hold runs out while one reads: said calmly, the day can be taken again", async ({ page, post, family, town, society }) => {
  const who = family("insured")[0]!;
  const clinic = await town.clinic({ day: examDay(0), capacity: 1 });
  await register(page, post, who);
  await signIn(page, who);
  await toCheck(page, town, clinic, examDay(0));
  const past = "UPDATE booking SET expires_at = $1 WHERE place_id = $2 AND state = 'held'";
  await society.database.ask(past, Date.now() - 1_000, clinic.places[0]!);
  await button(page, "予約する").click();
  await expectHeading(page, "仮押さえの時間が過ぎました");
  await expectAccessible(page);
  // the place comes back by itself
  await expect.poll(() => town.remaining(clinic.places[0]!)).toBe(1);
  await page.reload();
  await expectHeading(page, "仮押さえの時間が過ぎました");
  await page.getByRole("link", { name: "もう一度、日を選ぶ" }).click();
  await hold(page, examDay(0));
  await page.goto("/checkup/bookings");
  await expect(page.getByRole("listitem").filter({ hasText: "仮押さえ" })).toHaveCount(1);
});

test("the last place goes to another while one looks: said at once, with the way to wait", async ({
  page,
  post,
  family,
  town,
  elsewhere,
}) => {
  const [who, other] = [family("insured")[0]!, family("insured")[0]!];
  const clinic = await town.clinic({ day: examDay(0), capacity: 1 });
  await register(page, post, who);
  await signIn(page, who);
  await openCourse(page, town);
  await chooseOptions(page);
  await findClinic(page, clinic);
  await page.getByRole("link", { name: /^いちばん早い空き/ }).click();
  const faster = await elsewhere();
  await register(faster, post, other);
  await signIn(faster, other);
  await toCheck(faster, town, clinic, examDay(0));
  await button(page, "9:00で予約へ進む").click();
  await expectHeading(page, "枠が埋まりました");
  await expectAccessible(page);
  await page.getByRole("link", { name: "カレンダーへ戻る" }).click();
  await expect(button(page, "9:00のキャンセル待ちをする")).toBeVisible();
});

test("after the deadline: no change by screen or forged form, the number to call instead", async ({ page, post, family, town, society }) => {
  const who = family("insured")[0]!;
  const clinic = await town.clinic({ day: examDay(0) });
  await register(page, post, who);
  await signIn(page, who);
  const id = await book(page, town, clinic, examDay(0));
  await society.database.ask("UPDATE booking SET exam_on = $1 WHERE id = $2", Day.today().plus(1).iso, id);
  await page.goto(`/checkup/bookings/${id}`);
  await expect(page.getByText("インターネットでの変更・取消は締め切りました。")).toBeVisible();
  await expect(page.getByRole("link", { name: "03-0000-0101" }).first()).toBeVisible();
  await expect(page.getByRole("link", { name: "内容や健診機関を変える" })).toHaveCount(0);
  await expectAccessible(page);
  await forge(page, "cancel", { booking_id: String(id) });
  await expectHeading(page, "インターネットでの変更・取消は締め切りました");
  await expect(page.locator("main")).toContainText(/締切は\d{4}年\d+月\d+日\(.\) 17:00でした。/);
  await expect(page.getByRole("link", { name: "03-0000-0101" })).toBeVisible();
});

test("資格 ends before the examination: said, and nothing can be booked", async ({ page, post, family, town, society }) => {
  const who = family("insured")[0]!;
  const clinic = await town.clinic({ day: examDay(0) });
  await register(page, post, who);
  await signIn(page, who);
  await openCourse(page, town);
  await chooseOptions(page);
  const lost = Day.today().plus(2);
  await society.database.ask("UPDATE person SET lost_on = $1 WHERE symbol = $2 AND number = $3 AND branch = '00'", lost.iso, who.symbol, who.number);
  await forge(page, "hold", { place_id: String(clinic.places[0]), idem: "late" });
  await expect(page.locator("main")).toContainText(`資格喪失日(${lost.plain})より後は受けられません。`);
  expect(await bookings(society.database, who)).toBe(0);
});

test("nobody is signed in: every page of 受診ナビ leads to the login, and back", async ({ page, post, family, town }) => {
  const who = family("insured")[0]!;
  await register(page, post, who);
  for (const path of ["/checkup", "/checkup/confirm", "/checkup/bookings", "/checkup/waiting", `/checkup/courses/${town.year}/dock`]) {
    await page.goto(path);
    await expectHeading(page, "ログイン");
  }
  await page.goto("/checkup/bookings");
  await page.getByLabel(/^メールアドレス/).fill(who.email);
  await page.getByLabel(/^パスワード/).fill(who.password);
  await button(page, "ログイン").click();
  await expect(page).toHaveURL(/\/checkup\/bookings$/);
  await page.goto("/checkup/confirm");
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(CHECK);
});
