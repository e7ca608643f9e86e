/** The hall of the sample pictures: eight counters, nine services, made-up names. */
import type { CounterConfig, Service, SiteView, Staff, Text, Unit } from '../../../src/api/types';

export const OFFSET_MIN = 420;

const text = (vi: string, en: string): Text => ({ vi, en });

const service = (id: string, letter: string, name: Text, collect = false): Service => ({
  id,
  name,
  letter,
  intent: collect ? 'collect' : 'submit',
  fields: collect ? [] : [id],
  minutes: 8,
  papers: [],
  papers_sample: true,
});

export const SERVICES: Service[] = [
  service('dat-dai', 'A', text('Đất đai', 'Land')),
  service('ho-tich', 'B', text('Hộ tịch', 'Civil status')),
  service('chung-thuc', 'C', text('Chứng thực', 'Certification')),
  service('xay-dung', 'E', text('Xây dựng', 'Construction')),
  service('ho-kinh-doanh', 'G', text('Hộ kinh doanh', 'Household business')),
  service('bao-tro-xa-hoi', 'H', text('Bảo trợ xã hội', 'Social assistance')),
  service('nguoi-co-cong', 'K', text('Người có công', 'Persons of merit')),
  service('giao-duc-van-hoa', 'L', text('Giáo dục,\nVăn hóa', 'Education,\nCulture')),
  service('tra-ket-qua', 'T', text('Trả kết quả', 'Collect results'), true),
];

const person = (id: string, name: string, title: Text): Staff => ({
  id,
  name,
  title,
  unit: 'thap-muoi',
  sample: true,
});
const CLERK = text('Nhân viên Bưu điện', 'Post office clerk');
const OFFICIAL = text('Công chức', 'Civil servant');

export const STAFF: Staff[] = [
  person('pham-thi-ngoc-mai', 'Phạm Thị Ngọc Mai', CLERK),
  person('vo-hoang-nam', 'Võ Hoàng Nam', CLERK),
  person('le-minh-khoi', 'Lê Minh Khôi', CLERK),
  person('nguyen-thi-thu-ha', 'Nguyễn Thị Thu Hà', OFFICIAL),
  person('tran-van-loc', 'Trần Văn Lộc', CLERK),
  person('dang-quoc-huy', 'Đặng Quốc Huy', OFFICIAL),
  person('huynh-thi-kim-loan', 'Huỳnh Thị Kim Loan', CLERK),
  person('bui-thanh-tam', 'Bùi Thanh Tâm', CLERK),
  person('ngo-thi-bich-tram', 'Ngô Thị Bích Trâm', CLERK),
];

const counter = (number: number, serves: string[], ...staff: string[]): CounterConfig => ({
  id: `quay-${number}`,
  number,
  place: 'buu-dien',
  zone: 'sanh',
  serves,
  staff,
});

export const COUNTERS: CounterConfig[] = [
  counter(1, ['tra-ket-qua'], 'pham-thi-ngoc-mai'),
  counter(2, ['ho-tich', 'chung-thuc'], 'vo-hoang-nam'),
  counter(3, ['dat-dai'], 'le-minh-khoi', 'nguyen-thi-thu-ha'),
  counter(4, ['dat-dai'], 'tran-van-loc'),
  counter(5, ['xay-dung'], 'dang-quoc-huy'),
  counter(6, ['ho-kinh-doanh', 'chung-thuc'], 'huynh-thi-kim-loan'),
  counter(7, ['bao-tro-xa-hoi', 'nguoi-co-cong'], 'bui-thanh-tam'),
  counter(8, ['giao-duc-van-hoa', 'tra-ket-qua'], 'ngo-thi-bich-tram'),
];

export const UNITS: Unit[] = [
  { id: 'phong-tnmt', name: text('Phòng Tài nguyên và Môi trường', 'Division of Natural Resources and Environment') },
  { id: 'phong-tu-phap', name: text('Phòng Tư pháp', 'Division of Justice') },
  { id: 'phong-kinh-te-ha-tang', name: text('Phòng Kinh tế và Hạ tầng', 'Division of Economy and Infrastructure') },
  {
    id: 'phong-ldtbxh',
    name: text('Phòng Lao động - Thương binh và Xã hội', 'Division of Labour, Invalids and Social Affairs'),
  },
  { id: 'van-phong', name: text('Văn phòng HĐND và UBND huyện', 'Office of the District Council and Committee') },
];
const OWNERS: Readonly<Record<string, string>> = {
  'dat-dai': 'phong-tnmt',
  'ho-tich': 'phong-tu-phap',
  'chung-thuc': 'phong-tu-phap',
  'xay-dung': 'phong-kinh-te-ha-tang',
  'bao-tro-xa-hoi': 'phong-ldtbxh',
};
export const FIELDS = SERVICES.filter(({ id }) => OWNERS[id]).map(({ id, name }) => ({ id, name, owner: OWNERS[id]! }));

export function siteAt(seq: number, at: string): SiteView {
  return {
    seq,
    at,
    id: 'dong-thap-2019',
    name: text('Bộ phận Một cửa huyện Tháp Mười', 'One-Stop section, Tháp Mười district'),
    short_name: text('Một cửa huyện Tháp Mười', 'Tháp Mười One-Stop'),
    utc_offset_min: OFFSET_MIN,
    trial: false,
    place: {
      id: 'buu-dien',
      name: text('Bưu điện huyện Tháp Mười', 'Tháp Mười post office'),
      address: text('', ''),
      unit: 'thap-muoi',
      sample: true,
    },
    services: SERVICES,
    lanes: { regular: 2, priority: 1, booked: 1, returning: 1 },
    counters: COUNTERS,
    staff: STAFF,
    open: { open: true, changes_at: '2019-08-01T04:30:00Z' },
    sessions: [
      { from: '07:00', to: '11:30' },
      { from: '13:30', to: '17:00' },
    ],
    weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'],
    priority_groups: [
      { id: 'cao-tuoi', name: text('người cao tuổi', 'elderly') },
      { id: 'khuyet-tat', name: text('khuyết tật', 'disabled') },
      { id: 'co-thai', name: text('có thai', 'pregnant') },
      { id: 'con-nho', name: text('nuôi con nhỏ', 'with an infant') },
      { id: 'co-cong', name: text('người có công', 'person of merit') },
    ],
    park_reasons: [
      { id: 'thieu-ban-sao', name: text('thiếu bản sao chứng thực', 'certified copy missing') },
      { id: 'nop-le-phi', name: text('nộp lệ phí', 'pays the fee') },
      { id: 'bo-sung-don', name: text('điền lại đơn', 'fills in the form again') },
      { id: 'lay-giay-to', name: text('về lấy giấy tờ', 'fetches papers from home') },
    ],
    pick_reasons: [
      { id: 'suc-khoe', name: text('sức khỏe không chờ được lâu', 'cannot wait long for health') },
      { id: 'cung-ho-so', name: text('cùng hồ sơ với khách vừa làm', 'same file as the one just served') },
      { id: 'quay-lai-bo-sung', name: text('quay lại bổ sung giấy tờ', 'back with a missing paper') },
      { id: 'lanh-dao-dong-y', name: text('lãnh đạo bộ phận đồng ý', 'the head of the office agrees') },
    ],
    units: UNITS,
    fields: FIELDS,
    ticket: {
      head: text('BỘ PHẬN MỘT CỬA\nHUYỆN THÁP MƯỜI', 'ONE-STOP SECTION\nTHÁP MƯỜI DISTRICT'),
      place: text('Tại Bưu điện huyện', 'At the district post office'),
      notes: [text('Lỡ lượt, xin báo bàn hướng dẫn.', 'Missed your turn? Tell the help desk.')],
      follow_url: 'http://10.0.0.2:8080',
    },
    neighbours: [{ name: text('Một cửa huyện Cao Lãnh', 'Cao Lãnh One-Stop'), follow_url: 'http://10.1.0.2:8080' }],
    kiosk: { scanner_x: 540, slot_x: 540, lang: 'vi', lease: 200 },
    notice: text('', ''),
  } as SiteView;
}
