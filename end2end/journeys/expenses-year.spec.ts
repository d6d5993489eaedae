// A year of 医療費, from the file the desk sends to the papers a member files the tax return with.
import { download } from "../fixtures/checkup.ts";
import { expenseRow, sendRows, settled } from "../fixtures/expense-files.ts";
import { EXPENSES, firstVisit } from "../fixtures/expenses.ts";
import { button, expectHeading, register, signIn } from "../fixtures/member.ts";
import { textOf } from "../fixtures/pdf.ts";
import { isSigned } from "../fixtures/signature.ts";
import type { Person } from "../fixtures/people.ts";
import { hire } from "../fixtures/staff.ts";
import { expect, test } from "../fixtures/test.ts";

const PUBLISHED_MAIL = "マイページに新しいお知らせがあります";
const YEAR = new Date().getFullYear() - 1;

test("page, PDF and CSV of a year say one sum, and nobody's number", async ({ page, post, family, society, elsewhere }) => {
  test.slow();
  const [her, him] = family("insured", "spouse") as [Person, Person];
  await register(page, post, her);
  await signIn(page, her);
  await firstVisit(page, post, her);

  await test.step("the desk loads and publishes a file", async () => {
    const desk = await elsewhere();
    await hire(desk, society, "manager");
    const seen = { month: `${YEAR}-04`, claim: `${YEAR}-06` };
    const corrected = `E2E${her.number}C`;
    const withdrawn = `E2E${her.number}W`;
    await sendRows(desk, "1年分", [
      expenseRow(her, "あおぞら内科", { ...seen, own: 3_000 }),
      expenseRow(her, "こもれび歯科", { ...seen, own: 12_600, reference: corrected }),
      expenseRow(her, "こもれび歯科", { ...seen, own: 6_000, reference: corrected, kind: "修正" }),
      expenseRow(him, "髙はし整形外科", { ...seen, own: 30_000 }),
      expenseRow(him, "しおかぜ薬局", { ...seen, own: 1_500, reference: withdrawn }),
      expenseRow(him, "しおかぜ薬局", { ...seen, own: 1_500, reference: withdrawn, kind: "取消" }),
    ]);
    await button(desk, "取り込む").click();
    await settled(desk);
    await button(desk, "今すぐ公開する").click();
    await expect(desk.getByText("公開しました。", { exact: true })).toBeVisible();
  });

  await test.step("a mail says that there is news, and nothing of it", async () => {
    const mail = await post.next(her.email, PUBLISHED_MAIL);
    const said = mail.subject + mail.text + mail.html;
    for (const secret of ["内科", "歯科", "39,000", her.name, her.number, him.name]) expect(said, secret).not.toContain(secret);
  });

  await test.step("the page", async () => {
    await page.goto(`/expenses?year=${YEAR}`);
    await expectHeading(page, EXPENSES);
    await expect(page.locator("main")).toContainText("39,000円");
    await expect(page.locator("main")).toContainText("髙はし整形外科");
    await expect(page.getByText("取り消されたため、合計に入っていません。")).toBeVisible();
  });

  await page.goto(`/expenses/tax?year=${YEAR}`);
  await test.step("the PDF, read by somebody else's program", async () => {
    const pdf = await download(page, "医療費のお知らせの控え(PDF)");
    expect(pdf.type).toBe("application/pdf");
    const text = textOf(pdf.body).replace(/\s/g, "");
    const items = ["被保険者等の氏名", "療養を受けた年月", "療養を受けた方", "病院・薬局などの名称", "支払った医療費の額", "保険者の名称"];
    for (const item of items) expect(text, item).toContain(item);
    for (const name of [her, him].map((who) => who.name.replace(" ", ""))) expect(text, name).toContain(name);
    for (const words of ["39,000", "あおぞら内科", "髙はし整形外科", "6,000", "30,000"]) expect(text, words).toContain(words);
    for (const secret of [her.number, "12,600", "しおかぜ薬局"]) expect(text, secret).not.toContain(secret);
  });

  await test.step("the signed XML, checked by somebody else's program", async () => {
    const xml = await download(page, "電子署名付きの医療費のお知らせ(XML)");
    expect(xml.type).toBe("application/xml");
    const text = xml.body.toString("utf8");
    for (const words of ["<paid>39000</paid>", her.name, "髙はし整形外科"]) expect(text, words).toContain(words);
    expect(text).not.toContain(her.number);
    expect(await isSigned(text)).toBe(true);
    expect(await isSigned(text.replace("<paid>39000</paid>", "<paid>93000</paid>"))).toBe(false);
  });

  await test.step("the table", async () => {
    const csv = await download(page, "すべての項目の表(CSV)");
    const [bom, ...text] = csv.body.toString("utf8");
    expect(bom).toBe("\uFEFF");
    const rows = text.join("").trim().split("\r\n");
    expect(rows.filter((row) => row.includes("髙はし整形外科"))).toHaveLength(1);
    expect(text.join("")).not.toContain(her.number);
  });
});
