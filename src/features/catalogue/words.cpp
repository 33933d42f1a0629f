#include "features/catalogue/words.hpp"

#include <algorithm>

namespace motcua::catalogue {

namespace {

std::string amount_in_words(int hundredths)
{
    auto text = std::to_string(hundredths / 100);
    if (hundredths % 100 == 0) return text;
    auto fraction = std::to_string(100 + hundredths % 100).substr(1);
    if (fraction.back() == '0') fraction.pop_back();
    return text + "," + fraction;
}

bool is_current(const Fee& fee, Day on) { return !(fee.from && on < *fee.from) && !(fee.until && on > *fee.until); }

}  // namespace

std::string in_words(const TimeLimit& limit)
{
    switch (limit.unit) {
    case LimitUnit::immediate: return "trong ngày làm việc";
    case LimitUnit::hour: return amount_in_words(limit.hundredths) + " giờ làm việc";
    case LimitUnit::day: return amount_in_words(limit.hundredths) + " ngày";
    case LimitUnit::working_day: break;
    }
    return amount_in_words(limit.hundredths) + " ngày làm việc";
}

std::string limit_text(const Procedure& procedure)
{
    if (procedure.limits.empty()) return "";
    auto shorter = [](const LimitCase& a, const LimitCase& b) {
        // Hours before days, immediate before all; a working day and a calendar day are not told apart here.
        auto rank = [](LimitUnit unit) { return unit == LimitUnit::immediate ? 0 : unit == LimitUnit::hour ? 1 : 2; };
        return std::pair(rank(a.limit.unit), a.limit.hundredths) < std::pair(rank(b.limit.unit), b.limit.hundredths);
    };
    auto [least, most] = std::minmax_element(procedure.limits.begin(), procedure.limits.end(), shorter);
    auto first = in_words(least->limit), last = in_words(most->limit);
    return first == last ? first : "từ " + first + " đến " + last;
}

std::string fee_text(const Procedure& procedure, Day on)
{
    std::vector<const Fee*> known;
    bool has_unknown = false;
    for (const auto& fee : procedure.fees) {
        if (!is_current(fee, on)) continue;
        if (fee.amount) known.push_back(&fee);
        else has_unknown = true;
    }
    if (known.empty()) return has_unknown ? "Chưa rõ mức thu" : "";
    auto cheaper = [](const Fee* a, const Fee* b) { return *a->amount < *b->amount; };
    auto [least, most] = std::minmax_element(known.begin(), known.end(), cheaper);
    bool is_counted = std::all_of(known.begin(), known.end(), [&](const Fee* fee) { return fee->per == known[0]->per; })
        && (known[0]->per == "trang" || known[0]->per == "bản");
    auto per = is_counted ? "/" + known[0]->per : std::string();
    std::string text;
    if ((*most)->amount->dong == 0) text = "Không thu";
    else if (*(*least)->amount == *(*most)->amount) text = to_text(*(*most)->amount) + per;
    else text = "từ " + to_text(*(*least)->amount) + " đến " + to_text(*(*most)->amount) + per;
    return has_unknown ? text + "; có trường hợp chưa rõ mức thu" : text;
}

}  // namespace motcua::catalogue
