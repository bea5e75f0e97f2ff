#!/usr/bin/env python3
"""Writes a made-up year of a few hundred entries, of every kind that moves money, into FOLDER/shop.journal with its daybook.toml.

usage: made_up.py FOLDER average|fifo        (the same words give the same year)
"""
import datetime, pathlib, random, sys

GOODS = ["茶叶", "CUP-1", '"tea; loose"', "杯子", "POT-XL", "BOX"]
BUYERS = ["王芳", "李 雷", "O'Brien", "Zoë", "a-b"]
SUPPLIERS = ["义乌 华美", "景德镇"]
ACCOUNTS = ["alipay", "现金", "bank 1", "owner", "借款"]  # the last by its display name
CATEGORIES = ["房租", "ads", "水 电", "fee"]


def word(name):
    return name if name.startswith('"') else f'"{name}"' if " " in name else name


class Year:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.day = datetime.date(2026, 1, 1)
        self.entries, self.counter = [], 0
        self.held = dict.fromkeys(GOODS, 0)
        self.stored = dict.fromkeys(BUYERS, 0)  # whole yuan of stored value
        self.sales, self.purchases = [], []  # (ref, lines) that may still come back

    def money(self, low, high):
        return f"{self.random.randint(low, high)}.{self.random.randint(0, 99):02d}"

    def account(self):
        return word(self.random.choice(ACCOUNTS))

    def add(self, kind, clauses, *details):
        self.counter += 1
        ref = f"{kind}-{self.counter}"
        self.entries.append(f"{self.day} {kind} {ref} {clauses}\n" + "".join(f"    {line}\n" for line in details))
        return ref

    def purchase(self):
        lines = {item: self.random.randint(1, 30) for item in self.random.sample(GOODS, self.random.randint(1, 3))}
        goods = [f"+ {item} {n} @ {self.money(3, 40)}" for item, n in lines.items()]
        extra = self.random.choice([[], ["discount 1.01"], ["freight 7.77"], ["freight 9.01 by quantity", "duty 3.10"]])
        paid = self.random.choice([[], [f"paid {self.money(1, 50)} {self.account()}"]])
        ref = self.add("purchase", f"from {word(self.random.choice(SUPPLIERS))}", *goods, *extra, *paid)
        for item, n in lines.items():
            self.held[item] += n
        self.purchases.append((ref, lines))
        if self.random.random() < 0.3:
            self.add("bill", f"of {ref} from 顺丰", f"freight {self.money(1, 9)}")

    def sell(self):
        stock = [item for item in GOODS if self.held[item] > 0]
        if not stock:
            return self.purchase()
        lines = {item: self.random.randint(1, min(4, self.held[item])) for item in self.random.sample(stock, min(2, len(stock)))}
        goods = [f"- {item} {n} @ {self.money(10, 90)}" for item, n in lines.items()]
        extra = self.random.choice([[], ["discount 2.03"], ["postage 8.00"]])
        money = self.random.choice([[], [f"received 5.00 {self.account()}", "fee 0.37 fee"]])
        buyer = self.random.choice(BUYERS)
        if self.stored[buyer] >= 3:
            self.stored[buyer] -= 3
            money = [*money, "received 3.00 deposit", "points 3"]
        ref = self.add("sell", f"to {word(buyer)} via taobao", *goods, *extra, *money)
        for item, n in lines.items():
            self.held[item] -= n
        self.sales.append((ref, lines))

    def give_back(self):
        if self.sales:
            ref, lines = self.sales.pop(self.random.randrange(len(self.sales)))
            item, n = next(iter(lines.items()))
            self.add("return", f"of {ref}", f"+ {item} {n}")
            self.held[item] += n

    def send_back(self):
        if self.purchases:
            ref, lines = self.purchases.pop(self.random.randrange(len(self.purchases)))
            item, n = next(iter(lines.items()))
            if self.held[item] >= n:
                self.add("purchase-return", f"of {ref}", f"- {item} {n}")
                self.held[item] -= n

    def deposit(self):
        buyer, paid = self.random.choice(BUYERS), self.random.randint(5, 50)
        self.stored[buyer] += paid + 2
        self.add("deposit", f"from {word(buyer)}", f"received {paid}.50 {self.account()}", "bonus 1.50")
        if self.random.random() < 0.3:
            self.stored[buyer] -= 2
            self.add("deposit", f"from {word(buyer)}", f"paid 2.00 {self.account()}")

    def void(self):
        ref = self.add("expense", f"for {word(self.random.choice(CATEGORIES))}", f"paid 9.99 {self.account()}")
        self.add("void", f"of {ref}")

    def replace(self):
        wrong, right = self.account(), self.account()
        ref = self.add("expense", f"for {word(self.random.choice(CATEGORIES))}", f"paid 9.99 {wrong}")
        self.add("expense", f"for {word(self.random.choice(CATEGORIES))} replaces {ref}", f"paid 8.88 {right}")

    def count(self):
        item = self.random.choice([item for item in GOODS if self.held[item] > 0] or [GOODS[0]])
        if self.held[item] > 0:
            self.held[item] = max(0, self.held[item] + self.random.randint(-1, 1))
            self.add("count", "", f"= {item} {self.held[item]}")

    def write_off(self):
        for item in GOODS:
            if self.held[item] > 3:
                self.held[item] -= 1
                return self.add("write-off", "for 破损", f"- {item} 1")

    def money_only(self):
        buyer, supplier, category = (word(self.random.choice(names)) for names in (BUYERS, SUPPLIERS, CATEGORIES))
        self.random.choice([
            lambda: self.add("expense", f"for {category}", f"paid {self.money(1, 99)} {self.account()}"),
            lambda: self.add("income", f"for {category}", f"received {self.money(1, 99)} {self.account()}"),
            lambda: self.add("collect", f"from {buyer}", f"received {self.money(1, 99)} {self.account()}"),
            lambda: self.add("pay", f"to {supplier}", f"paid {self.money(1, 99)} {self.account()}", "fee 1.00 fee"),
            lambda: self.add("transfer", "", f"paid 50.01 {self.account()}", "received 49.00 vault"),
        ])()

    def write(self):
        self.add("open", "", *[f"+ {item} 5 @ 7.77" for item in GOODS[:3]], "cash 1000.00 alipay", "receivable 12.34 王芳",
                 "payable 56.78 景德镇")
        self.entries += [f"{self.day} account {name}\n    class {cls}\n"
                         for name, cls in {"owner 老板": "equity", "loan 借款": "liability", "vault 押金": "asset"}.items()]
        for item in GOODS[:3]:
            self.held[item] = 5
        acts = [self.purchase, self.sell, self.sell, self.sell, self.give_back, self.send_back, self.void, self.replace, self.count, self.write_off,
                self.money_only, self.deposit]
        for _ in range(400):
            self.day += datetime.timedelta(self.random.randint(0, 1))
            self.random.choice(acts)()
        return "\n".join(self.entries)


folder, costing = pathlib.Path(sys.argv[1]), sys.argv[2]
(folder / "daybook.toml").write_text(f'[shop]\nname = "made \\"up\\""\n[books]\ncosting = "{costing}"\n[tax]\nregime = "general"\nrate = "13%"\n',
                                     encoding="utf-8")
(folder / "shop.journal").write_text(Year(costing).write(), encoding="utf-8")
