#include "features/simulation/mix.hpp"

namespace motcua::simulation {

std::span<const ProcedureWeight> everyday_mix()
{
    static constexpr ProcedureWeight mix[] = {
        {"2.000815", 33.0},   // Chứng thực bản sao
        {"2.000884", 8.0},    // Chứng thực chữ ký
        {"2.001035", 2.5},    // Chứng thực giao dịch
        {"2.000942", 0.8},
        {"2.000884-uy-quyen-luong-huu", 0.7},
        {"1.001193", 6.0},    // Khai sinh
        {"2.000635", 5.5},    // Trích lục hộ tịch
        {"1.004873", 5.0},    // Xác nhận tình trạng hôn nhân
        {"1.000656", 2.5},    // Khai tử
        {"1.000894", 2.2},    // Kết hôn
        {"1.004859", 1.2},    // Cải chính hộ tịch
        {"1.004884", 0.8},
        {"1.004194", 5.0},    // Tạm trú
        {"1.004222", 4.0},    // Thường trú
        {"1.010041", 1.5},    // Xác nhận thông tin cư trú
        {"1.010039", 0.8},
        {"1.010038", 0.6},
        {"1.003197", 0.5},
        {"1.014027", 3.0},    // Trợ cấp hưu trí xã hội
        {"1.001776", 1.2},    // Trợ cấp xã hội hằng tháng
        {"1.014028", 0.7},
        {"1.001731", 0.5},
        {"1.001699", 0.6},
        {"1.010833", 0.4},
        {"1.001612", 2.2},    // Lập hộ kinh doanh
        {"2.000720", 0.9},
        {"1.001266", 0.6},
        {"1.013225", 1.3},    // Giấy phép xây dựng
        {"1.013229", 0.3},
        {"1.115620", 0.8},    // Cấp sổ đỏ lần đầu
        {"1.115645", 0.5},
        // Decided by departments of the city.
        {"1.115619", 38.0},   // Sang tên sổ đỏ
        {"1.011441", 26.0},   // Đăng ký thế chấp
        {"1.115629", 10.0},
        {"1.115613", 9.0},    // Cấp đổi
        {"1.115614", 6.0},    // Tách thửa
        {"1.115642", 3.0},
        {"1.115635", 1.0},
        {"1.010824", 2.5},    // Người có công từ trần
        {"1.010803", 1.0},
        {"1.010827", 0.5},
        {"2.002307", 1.5},
    };
    return mix;
}

}  // namespace motcua::simulation
