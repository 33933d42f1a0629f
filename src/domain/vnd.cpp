#include "domain/vnd.hpp"

#include <array>
#include <stdexcept>

namespace motcua {

namespace {

constexpr std::array digit_names{"không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"};

std::int64_t checked(bool overflowed, std::int64_t result)
{
    if (overflowed) throw std::overflow_error("an amount of money is too large");
    return result;
}

std::uint64_t magnitude(Vnd amount)
{
    const auto bits = static_cast<std::uint64_t>(amount.dong);
    return amount.dong < 0 ? 0 - bits : bits;
}

void add(std::string& words, const char* word)
{
    if (!words.empty()) words += ' ';
    words += word;
}

const char* unit_name(unsigned unit, unsigned ten)
{
    if (unit == 1 && ten > 1) return "mốt";
    if (unit == 4 && ten > 1) return "tư";
    if (unit == 5 && ten > 0) return "lăm";
    return digit_names[unit];
}

// Three digits; inside a larger number the hundreds are read even when there are none.
void read_group(std::string& words, unsigned group, bool inside)
{
    const auto hundred = group / 100;
    const auto ten = group / 10 % 10;
    const auto unit = group % 10;
    if (hundred > 0 || inside) {
        add(words, digit_names[hundred]);
        add(words, "trăm");
    }
    if (ten > 1) add(words, digit_names[ten]);
    if (ten > 0) add(words, ten == 1 ? "mười" : "mươi");
    if (unit == 0) return;
    if (ten == 0 && !words.empty()) add(words, "linh");
    add(words, unit_name(unit, ten));
}

// Beyond a billion the number of billions is read as a number of its own: "một nghìn tỷ".
void read_number(std::string& words, std::uint64_t number)
{
    if (number >= 1'000'000'000) {
        read_number(words, number / 1'000'000'000);
        add(words, "tỷ");
        number %= 1'000'000'000;
    }
    struct Scale {
        std::uint64_t size;
        const char* name;
    };
    static constexpr Scale scales[] = {{1'000'000, "triệu"}, {1'000, "nghìn"}, {1, nullptr}};
    for (const auto& scale : scales) {
        const auto group = static_cast<unsigned>(number / scale.size);
        number %= scale.size;
        if (group == 0) continue;
        read_group(words, group, !words.empty());
        if (scale.name != nullptr) add(words, scale.name);
    }
}

}  // namespace

Vnd operator+(Vnd one, Vnd other)
{
    std::int64_t sum = 0;
    const bool overflowed = __builtin_add_overflow(one.dong, other.dong, &sum);
    return {checked(overflowed, sum)};
}

Vnd operator-(Vnd one, Vnd other)
{
    std::int64_t difference = 0;
    const bool overflowed = __builtin_sub_overflow(one.dong, other.dong, &difference);
    return {checked(overflowed, difference)};
}

Vnd operator*(Vnd amount, std::int64_t times)
{
    std::int64_t product = 0;
    const bool overflowed = __builtin_mul_overflow(amount.dong, times, &product);
    return {checked(overflowed, product)};
}

std::string to_text(Vnd amount)
{
    auto digits = std::to_string(magnitude(amount));
    for (auto at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3) digits.insert(static_cast<std::size_t>(at), 1, '.');
    return (amount.dong < 0 ? "-" : "") + digits + " đ";
}

std::string in_words(Vnd amount)
{
    std::string words;
    read_number(words, magnitude(amount));
    if (words.empty()) return "Không đồng";
    if (amount.dong < 0) return "Âm " + words + " đồng";
    // Every number begins with a letter of ASCII.
    words.front() = static_cast<char>(words.front() - 'a' + 'A');
    return words + " đồng";
}

}  // namespace motcua
