// Whether two names are close, and how often that is right: of common Chinese names, made here.
#include "base/closeness.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <random>
#include <set>
#include <string>
#include <vector>

#include "base/utf8.h"

using namespace daybook;

namespace {

std::vector<std::string> characters_of(std::string_view text) {
    std::vector<std::string> out;
    for (size_t i = 0; i < text.size(); i += 3) out.emplace_back(text.substr(i, 3));
    return out;
}

// The hundred most common surnames, by how many bear them, and characters that given names are made of.
const std::vector<std::string> surnames = characters_of(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方"
    "白邹"
    "孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤");
const std::vector<std::string> given = characters_of(
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华慧巧美静淑惠珠翠雅芝玉萍红娥玲芬燕彩春菊兰凤洁梅琳素云莲真环雪荣爱妹霞香月莺媛艳瑞凡佳"
    "嘉琼勤珍"
    "贞莉桂娣叶璧璐娅琦晶妍茜秋珊莎锦黛青倩婷姣婉娴瑾颖露瑶怡婵雁蓓纨仪荷丹蓉眉君琴蕊薇菁梦岚苑婕馨瑗琰韵融园艺咏卿聪澜纯毓悦昭冰爽琬茗羽希"
    "欣飘育"
    "滢馥筠柔竹霭凝晓欢霄枫芸菲寒伊亚宜可姬舒影荔枝丽阳妮宝贝初程梵罡恒鸿桦骅剑娇纪宽苛灵玛媚琪晴容睿烁堂唯威韦雯苇萱阅彦宇雨志文斌浩凯博俊"
    "鹏子涵"
    "一诺浩然宇轩思远建国建军国强海涛晓东晓明小红小明志强志刚永强立新新民学文少华天佑泽洋梓萌雨桐欣怡子轩");

// So many different names: a surname, the common ones more often, and one or two characters.
std::vector<std::string> common_names(size_t count, uint32_t seed) {
    std::mt19937 random(seed);
    std::set<std::string> seen;
    std::vector<std::string> names;
    while (names.size() < count) {
        const size_t a = random() % surnames.size(), b = random() % surnames.size(), c = random() % surnames.size();
        std::string name = surnames[std::min({a, b, c})] + given[random() % given.size()];
        if (random() % 10 < 6) name += given[random() % given.size()];
        if (seen.insert(name).second) names.push_back(std::move(name));
    }
    return names;
}

}  // namespace

TEST_CASE("names of two characters are close by sound, and not because both are short") {
    CHECK(close_names("微信", "薇信"));
    CHECK(close_names("王芳", "王方"));
    CHECK(close_names("张玮", "章伟"));
    CHECK(close_names("李伟明", "李维铭"));
    CHECK(close_names("李明华", "李华明"));  // in each other's place
    CHECK(close_names("单小明", "山小明"));  // 单 is shan where it is a surname
    CHECK_FALSE(close_names("王芳", "王强"));
    CHECK_FALSE(close_names("李明", "李华"));
    CHECK_FALSE(close_names("王芳", "李芳"));
    CHECK_FALSE(close_names("王芳", "王芳芳"));
    CHECK_FALSE(close_names("王芳", "王芳"));
    CHECK_FALSE(close_names("", "王芳"));
    CHECK_FALSE(close_names("🙂🙂", "🙃🙂"));
}

TEST_CASE("short codes are close where two letters changed places, not where one differs") {
    CHECK(close_names("TAE", "TEA"));
    CHECK(close_names("tea", "TEA"));
    CHECK(close_names("alipya", "alipay"));
    CHECK_FALSE(close_names("SHIRT-M", "SHIRT-L"));
    CHECK_FALSE(close_names("A1", "A2"));
    CHECK_FALSE(close_names("A12", "A21"));
    CHECK_FALSE(close_names("TEA", "PEA"));
    CHECK_FALSE(close_names("XL", "LX"));
}

TEST_CASE("a close name is the first of those known") {
    const std::vector<std::string_view> known = {"cash", "现金", "wechat", "微信"};
    CHECK(a_close_name("薇信", known) == "微信");
    CHECK(a_close_name("wechta", known) == "wechat");
    CHECK(a_close_name("招行", known) == "");
}

TEST_CASE("the new party that is likely a slip: a letter of a long name, hardly ever a person's Chinese name") {
    CHECK(likely_same_party("义乌华美服饰", "义乌华美服装"));
    CHECK(likely_same_party("杭州茶航", "杭州茶行"));
    CHECK(likely_same_party("Wang Fnag", "Wang Fang"));
    CHECK_FALSE(likely_same_party("欧阳小红", "欧阳小明"));
    CHECK_FALSE(likely_same_party("王方", "王芳"));
    CHECK_FALSE(likely_same_party("王晓明", "王小明"));
    CHECK_FALSE(likely_same_party("王小红", "王小明"));
    CHECK_FALSE(likely_same_party("王芳", "王芳芳"));
}

// A character replaced by one that sounds the same, as an input method offers it; every third name has two neighbours changed instead.
TEST_CASE("how often a slip in a common name is noticed, and how often two people are taken for one") {
    const std::vector<std::string> names = common_names(2000, 20261128);
    const std::string all = [] {
        std::string text;
        for (const auto* list : {&surnames, &given})
            for (const std::string& one : *list) text += one;
        return text;
    }();
    const std::vector<int32_t> pool = lower_characters(all);
    const std::vector<std::string> spelt = characters_of(all);
    std::mt19937 random(1);
    size_t slips = 0, noticed = 0;
    for (size_t i = 0; i < names.size(); ++i) {
        std::vector<std::string> name = characters_of(names[i]);
        if (i % 3 == 0) {
            const size_t at = random() % (name.size() - 1);
            std::swap(name[at], name[at + 1]);
        } else {
            const size_t at = random() % name.size(), from = random() % pool.size();
            const int32_t was = lower_characters(name[at])[0];
            for (size_t k = 0; k < pool.size(); ++k) {
                const size_t other = (from + k) % pool.size();
                if (pool[other] == was || !sound_alike(pool[other], was)) continue;
                name[at] = spelt[other];
                break;
            }
        }
        std::string slip;
        for (const std::string& one : name) slip += one;
        if (slip == names[i]) continue;  // nothing else sounds so
        ++slips;
        noticed += close_names(slip, names[i]);
    }
    constexpr size_t compared = 250;  // each with so many others: all with all takes long
    size_t near = 0, demanded = 0, pairs = 0;
    for (size_t i = 0; i < names.size(); ++i)
        for (size_t j = i + 1; j < std::min(i + 1 + compared, names.size()); ++j) {
            ++pairs;
            near += close_names(names[i], names[j]);
            demanded += likely_same_party(names[i], names[j]);
        }
    const double each = static_cast<double>(near) / static_cast<double>(pairs);
    MESSAGE(
        fmt::format("{} slips, {} noticed; of {} pairs {} are called close: {:.3f} per new customer of a shop with 200, {:.2f} of one with "
                    "2000; --new would be demanded of {}",
                    slips, noticed, pairs, near, each * 200, each * 2000, demanded));
    CHECK(slips > 1500);
    CHECK(noticed * 100 >= slips * 99);
    CHECK(each * 200 < 0.02);
    CHECK(each * 2000 < 0.2);
    CHECK(demanded == 0);
}
