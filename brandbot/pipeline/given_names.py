"""Names that are common in Indonesia: by them a list of pupils is told from a list of lessons or firms."""

GIVEN_NAMES = frozenset(
    """
    abdul abdullah abi achmad adam ade adi adinda aditya adrian afifah agatha agnes agung agus ahmad aisyah ajeng
    akbar alamsyah albert aldi alexander alfian ali alif aliya alvaro alvin alya amalia amanda amelia amin amir
    ananda anas andi andika andini andre andreas andri angela angelina angga anggi anggraeni anggraini anggun ani
    anindya anisa anita anna annisa anton antonius anwar apriyani ardi ardian arga ari arief arif arini aris arka
    arkan arsy arya asep asih astri astuti atika aulia aurel axel ayu azis aziz azizah azzahra bagas bagaskara bagus
    bambang bayu bella bima bintang bryan budi cahya cahyo calvin candra carolina catur celine chandra christian
    christina cici cindy citra clara clarissa dadan daffa dani daniel danu darma david davin dea dedi delia deni
    desi desy devi dewa dewangga dewi dhea dian diana dika dimas dina dinda dini dodi dominikus doni dwi eka eko
    elisa elsa elvina emanuel endang erik erlangga erna erwin ester esther eva evi fadil fahmi fahri faisal faiz
    fajar farah farhan farid faris fatimah fauzan fauzi febri febrian febriani felix ferdi fika fikri firman
    firmansyah fitri fitria fitriani fransiskus gabriel galang galih galuh gani gatot gede geraldine gilang gina
    gita gregorius guntur habib hadi hafiz hamzah hana handoko hani hanif haris hartono haryanto hasan hasna hendra
    hendri henny herman heru hidayah hidayat hilda hilman husein husna ibnu ibrahim ida ignatius iin ika ilham imam
    imas indah indra indri intan ira irfan irma irwan iskandar ismail ita iwan jamal jason jessica jihan joko
    jonathan joshua julia juni kadek karina kartika kayla kaylee keisha kenzo ketut kevin kezia khadijah khairul
    khalid khoirul kiki kinanti kirana komang krisna kurnia kurniawan laila laras latifah lestari lia lidya lilis
    lina linda lintang lisa luh lukman lulu lusia lutfi lutfiah made maharani mahendra malik mamat marcel marcus
    mardiana margaretha maria mario markus marlina marwan matthew maulana maya mega melati meli mesya michael
    michelle mikhael mila mira mohamad mohammad monica muchammad muhamad muhammad mukhlis mulyadi mulyani mustofa
    mutiara nabila nadia nadya naila nanda nani natalia natasha nathalia nathan naufal nazwa nia nicholas nikita
    niko nina nisa nita novi novita nugroho nur nurhayati nuri nurul nyoman oki oktaviani olivia panca pandu panji
    paulus perdana permatasari petrus prasetyo pratama pratiwi puji puspita puspitasari putra putri putu qori queen
    queena rafael raffa rafi rafli rahma rahmad rahman rahmat rahmawati raihan raissa raka rama ramadhan randi rani
    ratih ratna ratri raya regina renata rendra reza ria rian ridwan rifki rika rina rini rio risa riska risky rita
    rizal rizka rizki rizky rizqi robert robi rohman roni rosa roy rudi salma salsabila samsul samuel santi santoso
    saputra saputri sarah sari satria sebastian sekar septian setiawan setiawati shafira shinta sigit silvi sinta
    siska siti sofia sofyan sri stefan stefani stefanus stella stephen steven sugeng suharti sukma sulastri sumarni
    surya suryani susanti susanto susilo syahrul syaiful syifa tasya taufik tegar teguh teresia theresia thomas
    tiara tika timotius tina titin toni tono tri triyono udin ujang ulfa umar umi utami valentina vanessa vera
    veronica victor vina vincent vincentius vivi wahyu wahyudi wahyuni wati wawan wayan wibowo widodo widya wijaya
    william winda wisnu wiwin wulan wulandari wulansari yakobus yanti yanto yasmin yayan yehezkiel yoga yogi yohana
    yohanes yola yono yosua yudha yudi yuli yulia yuliana yuni yunita yusril yusuf yusup zahra zahwa zaki zaskia
    zayn zidan zulfa zulkifli
    """.split()  # noqa: SIM905 - words are read more easily than a list of them
)
