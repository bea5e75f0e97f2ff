#include "importing/opening_header.h"

#include <algorithm>
#include <array>
#include <span>

#include "importing/cell.h"

namespace daybook {

namespace {

using F = OpeningField;
using T = OpeningTable;

// What a column may be called. A name that also says of whom (客户名称) stands in the tables' own lists.
struct Called {
    F field;
    std::initializer_list<std::string_view> names;
};

// Made when a header is read, not when the program starts.
std::span<const Called> called() {
    static const Called all[] = {
        {F::code, {"code", "item", "item code", "sku", "编码", "商品编码", "货号", "编号", "商品编号", "款号", "商品货号"}},
        {F::name,
         {"name", "item name", "product", "product name", "description", "title", "名称", "商品名称", "品名", "商品", "商品名", "姓名"}},
        {F::unit, {"unit", "uom", "单位", "计量单位", "基本单位"}},
        {F::spec, {"spec", "specification", "规格", "规格型号", "型号"}},
        {F::price,
         {"price", "list price", "selling price", "sales price", "retail price", "售价", "零售价", "销售价", "标价", "价格", "零售单价"}},
        {F::cost,
         {"cost", "unit cost", "cost price", "purchase price", "成本", "成本价", "单位成本", "进价", "进货价", "采购价", "期初成本"}},
        {F::value, {"value", "amount", "stock value", "total cost", "库存金额", "成本金额", "期初金额", "总成本", "库存成本", "金额"}},
        {F::quantity,
         {"quantity", "qty", "stock", "on hand", "in stock", "数量", "库存", "库存数量", "库存量", "结存数量", "现有库存", "当前库存",
          "期初数量"}},
        {F::barcode, {"barcode", "bar code", "ean", "upc", "gtin", "条码", "条形码", "商品条码"}},
        {F::category, {"category", "分类", "类别", "商品分类", "商品类别"}},
        {F::reorder, {"reorder", "reorder level", "reorder point", "min stock", "补货点", "最低库存", "库存下限"}},
        {F::supplier, {"supplier", "supplier name", "vendor", "供应商", "供应商名称", "供货商", "首选供应商"}},
        {F::phone, {"phone", "mobile", "tel", "telephone", "phone number", "电话", "手机", "手机号", "手机号码", "联系电话", "电话号码"}},
        {F::email, {"email", "e-mail", "mail", "邮箱", "电子邮箱", "电子邮件"}},
        {F::address, {"address", "地址", "联系地址", "收货地址"}},
        {F::level, {"level", "customer level", "等级", "级别", "客户等级", "会员等级", "客户级别", "会员级别"}},
        {F::terms, {"terms", "payment terms", "账期", "账期（天）", "账期(天)"}},
        {F::receivable, {"receivable", "owes", "应收", "应收款", "应收账款", "应收余额", "期初应收", "欠款", "客户欠款"}},
        {F::stored_value, {"stored value", "prepaid", "储值", "储值余额", "会员余额", "储值金额"}},
        {F::payable, {"payable", "owed", "应付", "应付款", "应付账款", "应付余额", "期初应付"}},
    };
    return all;
}

struct TableNames {
    T table;
    std::initializer_list<std::string_view> names;  // of the column that says which one
    std::initializer_list<F> own;                   // any of which tells the table where that column is called only `name`
    std::initializer_list<F> all;                   // what it takes
};

std::span<const TableNames> tables() {
    static const TableNames all[] = {
        {T::accounts, {"account", "account name", "账户", "账户名称", "资金账户", "结算账户"}, {}, {F::balance}},
        {T::suppliers,
         {"supplier", "supplier name", "vendor", "vendor name", "供应商", "供应商名称", "供货商", "厂家"},
         {F::payable},
         {F::phone, F::email, F::address, F::terms, F::payable}},
        {T::customers,
         {"customer", "customer name", "member", "client", "客户", "客户名称", "客户姓名", "会员", "会员姓名", "会员名称", "姓名"},
         {F::receivable, F::level, F::stored_value, F::phone},
         {F::phone, F::email, F::address, F::level, F::terms, F::receivable, F::stored_value}},
        {T::items,
         {},
         {F::quantity, F::cost, F::price, F::unit, F::barcode, F::category, F::value},
         {F::code, F::name, F::unit, F::spec, F::price, F::cost, F::value, F::quantity, F::barcode, F::category, F::reorder, F::supplier}},
    };
    return all;
}

constexpr std::array<std::string_view, 8> balances = {"balance",  "opening balance", "余额", "期初余额",
                                                      "账户余额", "当前余额",        "金额", "amount"};

bool among(std::initializer_list<std::string_view> names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

// In small letters, one space between words, without the unit behind it: "Unit_Cost (CNY)" is "unit cost", 成本（元） 成本.
std::string plain_name(std::string_view cell) {
    std::string out;
    cell = trim_cell(cell);
    for (std::string_view open : {"(", "（", "["})
        if (const size_t at = cell.find(open); at != std::string_view::npos && at > 0) cell = cell.substr(0, at);
    for (char c : trim_cell(cell)) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        out += c == '_' || c == '\t' ? ' ' : c;
    }
    if (out.starts_with('*')) out.erase(0, 1);  // what a form must have filled in
    return out;
}

std::optional<F> field_called(std::string_view name) {
    for (const Called& one : called())
        if (among(one.names, name)) return one.field;
    return std::nullopt;
}

std::optional<OpeningHeader> as_table(const TableNames& listing, std::span<const std::string> names) {
    OpeningHeader header{listing.table, {}};
    bool is_named = false, tells = false;
    size_t more = 0;
    for (const std::string& name : names) {
        std::optional<F> field = field_called(name);
        if (among(listing.names, name)) {
            field = F::name;
            is_named = tells = true;
        } else if (listing.table == T::accounts) {
            field = std::find(balances.begin(), balances.end(), name) != balances.end() ? std::optional(F::balance) : std::nullopt;
        } else if (field == F::name || (field == F::code && listing.table == T::items)) {
            is_named = true;
        }
        const auto has = [&](std::initializer_list<F> list) { return field && std::find(list.begin(), list.end(), *field) != list.end(); };
        if (has(listing.own)) tells = true;
        if (has(listing.all) && field != F::name && field != F::code) ++more;
        if (field != F::name && !has(listing.all)) field.reset();
        header.fields.push_back(field);
    }
    if (!is_named || !tells || !more) return std::nullopt;
    return header;
}

}  // namespace

std::optional<OpeningHeader> opening_header(std::span<const std::string_view> cells) {
    std::vector<std::string> names;
    for (std::string_view cell : cells) names.push_back(plain_name(cell));
    for (const TableNames& listing : tables())
        if (auto header = as_table(listing, names)) return header;
    return std::nullopt;
}

}  // namespace daybook
