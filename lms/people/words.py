"""Syllables for passphrases: everyday words without diacritics, none of them rude or frightening."""

_WRITTEN = """
anh ao ba bac bach bai ban bang banh bao bau bay ben bep bia bien biet binh bo bong bua bui bun bung buoc buom
cach cai cam can canh cao cat cau cay cha chan chanh chao chat chau che chen cheo chep chi chia chin chinh choi
chon chong chop chu chua chung chuoi chuong chuot chuyen co coc coi com con cong cot cua cui cung cuoi cuon
cuong cuu da dan dang danh dao dat dau day de dem den dep di dia dich diem dien dieu dinh do doan doc doi don
dong dua dung duong ech em en gac gach gang ganh gao gap gat gau ghe ghi gia giac giai giam gian giang gianh
giao giay gieng gieo gio gioi giong giot giu giua giup go goc goi gom gon gop got gui gung guong ha hac hai ham
han hang hanh hao hap hat hau hay hen hep hi hien hieu hinh ho hoa hoan hoang hoc hoi hong hop hua hue huong
huou huu ich ke kem ken keo kep ket keu khac khach khai khan khanh khau khay khe khen kheo khi kho khoa khoai
khoan khoe khoi khong khuc khung khuya kia kich kien kieng kieu kim kinh ky lac lai lam lan lang lanh lao lat
lau len leo lich lien lieu linh lo loa loc long lua luc lui lung luoi luom luon luong luot luu luy ly mach mai
mam man mang manh mau may me men meo mi mia mien mieng minh mit mo moi mon mua muc mung muoi muon muong muop na
nac nai nam nang nau nay nen neo nep net nga ngai ngan ngang nganh ngao ngay nghe nghi nghia nghiem ngo ngoai
ngoc ngon ngot nguoi nguon nha nhac nhai nham nhan nhanh nhat nhau nhen nhiem nhieu nho nhom nhua nhung nhuong
nia niem nien ninh noi non nong nui nuoc nuoi nuong oc oi on ong pha phai phan phap phat phi phich phien phim
pho phong phu phuc phung phuoc phuong qua quan quang quanh quat que quen quoc quyen quyet quyt ra rach ram ran
rang ranh rau ray ren reo rieng rieu ro roi rom ron rong rot rua rung ruoc ruoi ruong sac sach sam san sang sao
sau sen sinh soi som son song su sua suc suoi suon suong ta tac tai tam tan tang tao tap tau tay tem ten tet tha
thac thach thai thang thanh thao thap thay the them then theo thep thi thia thich thien thiep thiet thieu thinh
thit tho thoa thoai thoang thoc thoi thom thon thong thu thua thuc thuoc thuong thuy thuyen tich tiec tiem tien
tieng tiep tieu tim tin tinh to toa toan toc toi tom ton tong top tot trai tran trang tranh trau tre tren treo
tri trinh tro trong truc trung truoc truong truyen tu tua tuan tung tuoc tuoi tuong tuy tuyen uoc va vai vang
vao vat vay ve ven veo vi viec vien viet vinh vo voi von vong vu vua vui vun vung vuon vuong vuot xa xam xanh
xao xay xe xem xen xep xich xiec xinh xoai xoan xoay xoe xoi xom xong xu xua xuan xuat xui xuoi xuong xuyen yen
yeu
"""
WORDS = tuple(_WRITTEN.split())
