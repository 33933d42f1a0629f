#include <array>

#include "features/simulation/city.hpp"

namespace motcua::simulation {

std::string invented_name(std::uint64_t n, bool female)
{
    static constexpr std::array<std::string_view, 14> families{"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương",
                                                               "Đinh", "Lương", "Phùng"};
    static constexpr std::array<std::string_view, 6> female_middles{"Thị", "Thị Thu", "Thị Ngọc", "Thị Minh", "Thanh", "Thị Hồng"};
    static constexpr std::array<std::string_view, 6> male_middles{"Văn", "Đức", "Minh", "Hữu", "Quang", "Xuân"};
    static constexpr std::array<std::string_view, 16> female_given{"Mẫu", "Hoa", "Lan", "Hạnh", "Thảo", "Ngân", "Yến", "Trang", "Hương", "Nhung",
                                                                   "Quỳnh", "Oanh", "Thủy", "Phượng", "Duyên", "Ước"};
    static constexpr std::array<std::string_view, 16> male_given{"Mẫu", "Hùng", "Dũng", "Tuấn", "Sơn", "Khôi", "Nghĩa", "Thắng", "Tài", "Phúc",
                                                                 "Lộc", "Đạt", "Kiên", "Cường", "Bảo", "Ước"};
    auto pick = [&n](const auto& list) {
        auto word = list[n % list.size()];
        n /= list.size();
        return std::string(word);
    };
    n = (n + 1) * 2654435761ULL % 1000003ULL;
    auto given = female ? pick(female_given) : pick(male_given);
    auto family = pick(families);
    auto middle = female ? pick(female_middles) : pick(male_middles);
    return family + " " + middle + " " + given;
}

}  // namespace motcua::simulation
